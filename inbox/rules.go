package inbox

import (
	"slices"
	"strconv"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// located returns rules whose hours have their locations.
func (e *Engine) located(r routing.Rules) (routing.Rules, error) {
	var err error
	r = eachHours(r, func(field string, h *routing.Hours) {
		zone, known := e.zone(h.Zone)
		switch {
		case err != nil:
		case !known:
			err = wrong(field+".zone", "the IANA name of a zone that this system knows")
		case h.Location != nil && h.Location.String() != zone.String():
			err = wrong(field+".zone", "the IANA name of Location")
		}
		h.Location = zone
	})
	return r, err
}

// unlocated returns rules as they are kept: a location is found by its name.
func unlocated(r routing.Rules) routing.Rules {
	return eachHours(r, func(_ string, h *routing.Hours) { h.Location = nil })
}

// whole returns rules whose times are whole microseconds, as stores compare them:
// what waits for a moment must not be woken before it.
func whole(r routing.Rules) routing.Rules {
	for _, d := range []*time.Duration{&r.ReassignAfter, &r.RelaxAfter, &r.Grace} {
		*d = d.Truncate(time.Microsecond)
	}
	return r
}

// eachHours returns rules with copies of their hours, each changed by its field.
func eachHours(r routing.Rules, change func(field string, h *routing.Hours)) routing.Rules {
	changed := func(field string, h *routing.Hours) *routing.Hours {
		if h == nil {
			return h
		}
		c := *h
		change(field, &c)
		return &c
	}
	r.Hours, r.Chain = changed("hours", r.Hours), slices.Clone(r.Chain)
	for i := range r.Chain {
		r.Chain[i].Hours = changed("chain["+strconv.Itoa(i)+"].hours", r.Chain[i].Hours)
	}
	return r
}

// zone returns the location of a zone, and false where the system knows none. It is
// read once: zones change with the program, if at all.
func (e *Engine) zone(name string) (*time.Location, bool) {
	if known, ok := e.zones.Load(name); ok {
		zone, ok := known.(*time.Location)
		return zone, ok
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, false
	}
	e.zones.Store(name, zone)
	return zone, true
}
