package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// scenarioStrategy is a link of a chain: the name of its mode, or an object that
// has its hours too.
type scenarioStrategy routing.Strategy

// UnmarshalJSON reads either form.
func (s *scenarioStrategy) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		return json.Unmarshal(text, &s.Mode)
	}
	if err := decodeObject(text, (*routing.Strategy)(s)); err != nil {
		return fmt.Errorf("chain: a mode, or a mode and its hours: %w", err)
	}
	return nil
}

// maxYear is the last in which a scenario may end: what follows from its times, hours
// that begin after all the holidays there may be, can be written too.
const maxYear = 9990

// checkHours finds out by which clock the scenario goes, and the zones of its hours.
func (sc *scenario) checkHours() error {
	if sc.Start != "" {
		start, ok := instant(sc.Start)
		if !ok {
			return wrong("start", atRule)
		}
		if sc.begins = start.Unix(); sc.time(*sc.Until).Year() > maxYear {
			return wrong("until", "before the year 9991")
		}
	}
	err := sc.locate("hours", sc.Hours)
	for i, s := range sc.Chain {
		err = cmp.Or(err, sc.locate(fmt.Sprintf("chain[%d].hours", i), s.Hours))
	}
	return err
}

// locate finds the zone of hours.
func (sc *scenario) locate(field string, h *routing.Hours) (err error) {
	switch {
	case h == nil:
		return nil
	case sc.Start == "":
		return wrong("start", "required, as the time by which hours go")
	}
	if h.Location, err = time.LoadLocation(h.Zone); err != nil {
		return wrong(field+".zone", "the IANA name of a zone")
	}
	return nil
}

// time is the moment of a second of the scenario.
func (sc *scenario) time(second int64) time.Time { return time.Unix(sc.begins+second, 0).UTC() }

// second is its inverse.
func (sc *scenario) second(at time.Time) int64 { return at.Unix() - sc.begins }
