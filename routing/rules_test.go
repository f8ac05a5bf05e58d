package routing_test

import (
	"errors"
	"testing"
	"time"

	"github.com/wainbox/wainbox/routing"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*routing.Rules)
		field  string // empty where nothing is wrong
	}{
		"nothing said but the mode":    {func(r *routing.Rules) {}, ""},
		"no mode":                      {func(r *routing.Rules) { r.Mode = "" }, "mode"},
		"an unknown mode":              {func(r *routing.Rules) { r.Mode = "random" }, "mode"},
		"manual":                       {func(r *routing.Rules) { r.Mode = routing.ModeManual }, ""},
		"the shortest offer":           {func(r *routing.Rules) { r.ReassignAfter = time.Second }, ""},
		"a shorter offer":              {func(r *routing.Rules) { r.ReassignAfter = time.Second - 1 }, "reassign_after"},
		"the longest offer":            {func(r *routing.Rules) { r.ReassignAfter = 900 * time.Second }, ""},
		"a longer offer":               {func(r *routing.Rules) { r.ReassignAfter = 900*time.Second + 1 }, "reassign_after"},
		"a negative offer":             {func(r *routing.Rules) { r.ReassignAfter = -time.Second }, "reassign_after"},
		"the most dials":               {func(r *routing.Rules) { r.Dials = 100 }, ""},
		"more dials":                   {func(r *routing.Rules) { r.Dials = 101 }, "dials"},
		"negative dials":               {func(r *routing.Rules) { r.Dials = -1 }, "dials"},
		"many rounds":                  {func(r *routing.Rules) { r.MaxRounds = 1 << 30 }, ""},
		"negative rounds":              {func(r *routing.Rules) { r.MaxRounds = -1 }, "max_rounds"},
		"the first of two wrong words": {func(r *routing.Rules) { r.Mode, r.Dials = "?", -1 }, "mode"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := routing.Rules{Mode: routing.ModeSticky}
			tt.change(&r)
			err := r.Validate()
			wrong := new(routing.FieldError)
			if is := errors.As(err, &wrong); is != (tt.field != "") || is && wrong.Field != tt.field || !is && err != nil {
				t.Errorf("%v, want one of %q", err, tt.field)
			}
		})
	}
}

func TestEveryActionIsKnown(t *testing.T) {
	t.Parallel()
	for _, a := range []routing.Action{
		routing.DoAvailable, routing.DoAway, routing.DoArrive, routing.DoAccept, routing.DoDecline, routing.DoEnd, routing.DoAssign,
	} {
		if !a.Known() {
			t.Error(a)
		}
	}
	if routing.Action("").Known() || routing.Action("dance").Known() {
		t.Error("others are not")
	}
}
