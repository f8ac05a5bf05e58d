package inbox

import (
	"slices"
	"time"

	"github.com/wainbox/wainbox/routing"
)

// located returns rules whose hours have their locations.
func (e *Engine) located(r routing.Rules) (routing.Rules, error) {
	var err error
	if r.Hours, err = e.clocks(r.Hours); err != nil {
		return r, err
	}
	r.Chain = slices.Clone(r.Chain)
	for i := range r.Chain {
		if r.Chain[i].Hours, err = e.clocks(r.Chain[i].Hours); err != nil {
			return r, err
		}
	}
	return r, nil
}

// clocks returns a copy of hours with the location of their zone. Zones are read
// once: they change with the program, if at all.
func (e *Engine) clocks(h *routing.Hours) (*routing.Hours, error) {
	if h == nil {
		return nil, nil
	}
	located := *h
	zone, ok := e.zones.Load(h.Zone)
	if !ok {
		loaded, err := time.LoadLocation(h.Zone)
		if err != nil {
			return nil, &routing.FieldError{Field: "zone", Rule: "the IANA name of a zone that this system knows"}
		}
		zone, _ = e.zones.LoadOrStore(h.Zone, loaded)
	}
	located.Location, _ = zone.(*time.Location)
	return &located, nil
}

// unlocated returns rules as they are kept: a location is found by its name.
func unlocated(r routing.Rules) routing.Rules {
	bare := func(h *routing.Hours) *routing.Hours {
		if h == nil {
			return nil
		}
		b := *h
		b.Location = nil
		return &b
	}
	r.Hours = bare(r.Hours)
	r.Chain = slices.Clone(r.Chain)
	for i := range r.Chain {
		r.Chain[i].Hours = bare(r.Chain[i].Hours)
	}
	return r
}
