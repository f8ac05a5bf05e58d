package routing_test

import (
	"errors"
	"slices"
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
		"nothing said but the mode":     {func(r *routing.Rules) {}, ""},
		"no mode":                       {func(r *routing.Rules) { r.Mode = "" }, ""},
		"an unknown mode":               {func(r *routing.Rules) { r.Mode = "random" }, "mode"},
		"manual":                        {func(r *routing.Rules) { r.Mode = routing.ModeManual }, ""},
		"the shortest offer":            {func(r *routing.Rules) { r.ReassignAfter = time.Second }, ""},
		"a shorter offer":               {func(r *routing.Rules) { r.ReassignAfter = time.Second - 1 }, "reassign_after"},
		"the longest offer":             {func(r *routing.Rules) { r.ReassignAfter = 900 * time.Second }, ""},
		"a longer offer":                {func(r *routing.Rules) { r.ReassignAfter = 900*time.Second + 1 }, "reassign_after"},
		"a negative offer":              {func(r *routing.Rules) { r.ReassignAfter = -time.Second }, "reassign_after"},
		"the most dials":                {func(r *routing.Rules) { r.Dials = 100 }, ""},
		"more dials":                    {func(r *routing.Rules) { r.Dials = 101 }, "dials"},
		"negative dials":                {func(r *routing.Rules) { r.Dials = -1 }, "dials"},
		"many rounds":                   {func(r *routing.Rules) { r.MaxRounds = 1 << 30 }, ""},
		"negative rounds":               {func(r *routing.Rules) { r.MaxRounds = -1 }, "max_rounds"},
		"a broadcast to one":            {func(r *routing.Rules) { r.Mode, r.Broadcast = routing.ModeBroadcast, 1 }, ""},
		"the widest broadcast":          {func(r *routing.Rules) { r.Mode, r.Broadcast = routing.ModeBroadcast, 32 }, ""},
		"a wider broadcast":             {func(r *routing.Rules) { r.Broadcast = 33 }, "broadcast"},
		"a broadcast to fewer than one": {func(r *routing.Rules) { r.Broadcast = -1 }, "broadcast"},
		"the soonest relaxation":        {func(r *routing.Rules) { r.RelaxAfter = time.Second }, ""},
		"a sooner relaxation":           {func(r *routing.Rules) { r.RelaxAfter = time.Second - 1 }, "relax_after"},
		"the latest relaxation":         {func(r *routing.Rules) { r.RelaxAfter = 24 * time.Hour }, ""},
		"a later relaxation":            {func(r *routing.Rules) { r.RelaxAfter = 24*time.Hour + 1 }, "relax_after"},
		"a relaxation in the past":      {func(r *routing.Rules) { r.RelaxAfter = -time.Second }, "relax_after"},
		"to keep chats":                 {func(r *routing.Rules) { r.Away = routing.AwayKeep }, ""},
		"to requeue them":               {func(r *routing.Rules) { r.Away, r.Grace = routing.AwayRequeue, 24*time.Hour }, ""},
		"to return them by a message":   {func(r *routing.Rules) { r.Away = routing.AwayOnNextMessage }, ""},
		"to do something else":          {func(r *routing.Rules) { r.Away = "drop" }, "away"},
		"a longer grace":                {func(r *routing.Rules) { r.Grace = 24*time.Hour + 1 }, "grace"},
		"a grace in the past":           {func(r *routing.Rules) { r.Grace = -time.Second }, "grace"},
		"a chain":                       {func(r *routing.Rules) { *r = chain(0, routing.ModeSticky, routing.ModeRoundRobin) }, ""},
		"the longest chain":             {func(r *routing.Rules) { *r = chain(0, slices.Repeat([]routing.Mode{routing.ModeRoundRobin}, 8)...) }, ""},
		"a longer chain":                {func(r *routing.Rules) { *r = chain(0, slices.Repeat([]routing.Mode{routing.ModeRoundRobin}, 9)...) }, "chain"},
		"a chain of nothing":            {func(r *routing.Rules) { r.Mode = routing.ModeChain }, "chain"},
		"a chain of another mode":       {func(r *routing.Rules) { r.Chain = []routing.Strategy{{Mode: routing.ModeRoundRobin}} }, "chain"},
		"a chain of chains":             {func(r *routing.Rules) { *r = chain(0, routing.ModeChain) }, "chain[0].mode"},
		"a chain of nobody knows what":  {func(r *routing.Rules) { *r = chain(0, routing.ModeRoundRobin, "random") }, "chain[1].mode"},
		"a chain of no mode":            {func(r *routing.Rules) { *r = chain(0, "") }, "chain[0].mode"},
		"a manual chain":                {func(r *routing.Rules) { *r = chain(0, routing.ModeManual) }, "chain[0].mode"},
		"a chain with sticky last":      {func(r *routing.Rules) { *r = chain(0, routing.ModeRoundRobin, routing.ModeSticky) }, "chain[1].mode"},
		"hours":                         {func(r *routing.Rules) { r.Hours = everyDay("09:00", "17:00") }, ""},
		"wrong hours":                   {func(r *routing.Rules) { r.Hours = everyDay("09:00", "17") }, "hours.days.monday[0].until"},
		"a zone of hours not loaded":    {func(r *routing.Rules) { r.Hours = &routing.Hours{Zone: "Europe/Berlin"} }, "hours.zone"},
		"wrong hours of a strategy": {
			func(r *routing.Rules) { *r = during(chain(0, routing.ModeRoundRobin), everyDay("9", "17:00")) }, "chain[0].hours.days.monday[0].from",
		},
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
		routing.DoJoin, routing.DoTransfer, routing.DoMessage,
	} {
		if !a.Known() {
			t.Error(a)
		}
	}
	if routing.Action("").Known() || routing.Action("dance").Known() {
		t.Error("others are not")
	}
}

func TestCheckSkills(t *testing.T) {
	t.Parallel()
	many := make([]routing.Skill, 17)
	for i := range many {
		many[i] = routing.Skill(rune('a' + i))
	}
	for name, tt := range map[string]struct {
		skills []routing.Skill
		field  string
	}{
		"none":        {nil, ""},
		"the most":    {many[:16], ""},
		"more":        {many, "needs"},
		"an empty":    {[]routing.Skill{"fr", ""}, "needs[1]"},
		"one twice":   {[]routing.Skill{"fr", "de", "fr"}, "needs[2]"},
		"different":   {[]routing.Skill{"fr", "FR"}, ""},
		"empty twice": {[]routing.Skill{"", ""}, "needs[0]"},
	} {
		err := routing.CheckSkills("needs", tt.skills)
		wrong := new(routing.FieldError)
		if is := errors.As(err, &wrong); is != (tt.field != "") || is && wrong.Field != tt.field || !is && err != nil {
			t.Errorf("%s: %v, want one of %q", name, err, tt.field)
		}
	}
}
