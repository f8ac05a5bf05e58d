package inbox

import (
	"errors"
	"slices"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// located returns rules whose hours have their locations.
func (e *Engine) located(r routing.Rules) (routing.Rules, error) {
	var wrong error
	r = eachHours(r, func(h *routing.Hours) {
		zone, err := e.zone(h.Zone)
		h.Location, wrong = zone, errors.Join(wrong, err)
	})
	return r, wrong
}

// unlocated returns rules as they are kept: a location is found by its name.
func unlocated(r routing.Rules) routing.Rules {
	return eachHours(r, func(h *routing.Hours) { h.Location = nil })
}

// eachHours returns rules with copies of their hours, each changed.
func eachHours(r routing.Rules, change func(*routing.Hours)) routing.Rules {
	changed := func(h *routing.Hours) *routing.Hours {
		if h == nil {
			return h
		}
		c := *h
		change(&c)
		return &c
	}
	r.Hours, r.Chain = changed(r.Hours), slices.Clone(r.Chain)
	for i := range r.Chain {
		r.Chain[i].Hours = changed(r.Chain[i].Hours)
	}
	return r
}

// zone returns the location of a zone. It is read once: zones change with the
// program, if at all.
func (e *Engine) zone(name string) (*time.Location, error) {
	if known, ok := e.zones.Load(name); ok {
		zone, _ := known.(*time.Location)
		return zone, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, &routing.FieldError{Field: "zone", Rule: "the IANA name of a zone that this system knows"}
	}
	e.zones.Store(name, zone)
	return zone, nil
}
