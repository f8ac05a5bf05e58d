package templates_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestNoticesChangeWhatTheySpeakOf(t *testing.T) {
	t.Parallel()
	a := approvedIn("a", "en")
	full := changed(a, func(d *templates.Definition) {
		d.Components = []templates.Component{
			{Type: "HEADER", Format: "TEXT", Text: "Old {{1}}", Example: &templates.Example{HeaderText: []string{"x"}}},
			{Type: "BODY", Text: "Hi {{1}}!", Example: &templates.Example{BodyText: [][]string{{"Ana"}}}},
			{Type: "FOOTER", Text: "Bye"},
			{Type: "BUTTONS", Buttons: []templates.Button{{Type: "QUICK_REPLY", Text: "Yes"}, {Type: "URL", Text: "Go", URL: "https://e.org/{{1}}"}}},
		}
	})
	picture := changed(a, func(d *templates.Definition) {
		d.Components = []templates.Component{{Type: "HEADER", Format: "IMAGE"}, {Type: "BODY", Text: "Hi"}}
	})
	at := whatsapp.Notice{At: secondAt(1)}
	tests := map[string]struct {
		from templates.Definition
		e    whatsapp.Event
		want func(*templates.Definition) // nil = nothing changes
	}{
		"paused": {
			a,
			&whatsapp.TemplateStatus{Notice: at, TemplateRef: refOf(a), Event: "PAUSED", Reason: "NONE", Title: "FIRST_PAUSE"},
			func(d *templates.Definition) { d.Status, d.RejectedReason = templates.Paused, "FIRST_PAUSE" },
		},
		"rejected": {
			a,
			&whatsapp.TemplateStatus{Notice: at, TemplateRef: refOf(a), Event: "REJECTED", Reason: "SCAM"},
			func(d *templates.Definition) { d.Status, d.RejectedReason = templates.Rejected, "SCAM" },
		},
		"approved again": {
			changed(a, func(d *templates.Definition) { d.Status, d.RejectedReason = templates.Rejected, "SCAM" }),
			&whatsapp.TemplateStatus{Notice: at, TemplateRef: refOf(a), Event: "APPROVED", Reason: "NONE", Title: "UNPAUSE"},
			func(d *templates.Definition) { d.Status, d.RejectedReason = templates.Approved, "" },
		},
		"approved as another category": {
			inStatus(a, templates.Pending),
			&whatsapp.TemplateStatus{Notice: at, TemplateRef: refOf(a), Event: "APPROVED", Category: "MARKETING"},
			func(d *templates.Definition) { d.Status, d.Category = templates.Approved, templates.Marketing },
		},
		"reinstated": {
			inStatus(a, templates.Disabled), statusAt(1, a, "REINSTATED"),
			func(d *templates.Definition) { d.Status = templates.Approved },
		},
		"flagged can be sent": {a, statusAt(1, a, "FLAGGED"), nil},
		"locked can be sent":  {a, statusAt(1, a, "LOCKED"), nil},
		"unarchived is not approved": {
			inStatus(a, templates.Archived), statusAt(1, a, "UNARCHIVED"),
			func(d *templates.Definition) { d.Status = "UNARCHIVED" },
		},
		"going to be deleted": {
			a, statusAt(1, a, "PENDING_DELETION"),
			func(d *templates.Definition) { d.Status = templates.PendingDeletion },
		},
		"a word that is new": {a, statusAt(1, a, "FROZEN"), func(d *templates.Definition) { d.Status = "FROZEN" }},
		"a quality": {
			a, &whatsapp.TemplateQuality{Notice: at, TemplateRef: refOf(a), Previous: "GREEN", New: "RED"},
			func(d *templates.Definition) { d.Quality = templates.Quality{Score: "RED", Date: secondAt(1).Unix()} },
		},
		"a category that will change": {
			a, &whatsapp.TemplateCategory{Notice: at, TemplateRef: refOf(a), New: "UTILITY", Correct: "MARKETING"},
			func(d *templates.Definition) { d.CorrectCategory = templates.Marketing },
		},
		"a category that changed": {
			changed(a, func(d *templates.Definition) { d.CorrectCategory = templates.Marketing }),
			&whatsapp.TemplateCategory{Notice: at, TemplateRef: refOf(a), Previous: "UTILITY", New: "MARKETING"},
			func(d *templates.Definition) {
				d.Category, d.PreviousCategory, d.CorrectCategory = templates.Marketing, templates.Utility, ""
			},
		},
		"texts": {
			full,
			&whatsapp.TemplateComponents{
				Notice: at, TemplateRef: refOf(a), Header: "New", Body: "Dear {{1}}!", Footer: "Bye now",
				Buttons: []whatsapp.TemplateButton{{Type: "URL", Text: "Open", URL: "https://e.org/o/{{1}}"}},
			},
			func(d *templates.Definition) {
				d.Components[0].Text, d.Components[0].Example = "New", nil
				d.Components[1].Text, d.Components[2].Text = "Dear {{1}}!", "Bye now"
				d.Components[3].Buttons[1].Text, d.Components[3].Buttons[1].URL = "Open", "https://e.org/o/{{1}}"
			},
		},
		"texts that are gone": {
			full,
			&whatsapp.TemplateComponents{Notice: at, TemplateRef: refOf(a), Body: "Hi {{1}}!"},
			func(d *templates.Definition) { d.Components = []templates.Component{d.Components[1], d.Components[3]} },
		},
		"texts that are new": {
			a,
			&whatsapp.TemplateComponents{Notice: at, TemplateRef: refOf(a), Header: "H", Body: "Hi {{1}}!", Footer: "F"},
			func(d *templates.Definition) {
				d.Components = []templates.Component{
					{Type: "HEADER", Format: "TEXT", Text: "H"}, d.Components[0], {Type: "FOOTER", Text: "F"},
				}
			},
		},
		"a picture stays": {
			picture, &whatsapp.TemplateComponents{Notice: at, TemplateRef: refOf(a), Body: "Hello"},
			func(d *templates.Definition) { d.Components[1].Text = "Hello" },
		},
		"a button too many is for the sync": {
			full,
			&whatsapp.TemplateComponents{
				Notice: at, TemplateRef: refOf(a), Header: "Old {{1}}", Body: "Hi {{1}}!", Footer: "Bye",
				Buttons: []whatsapp.TemplateButton{{Type: "URL", Text: "Open"}, {Type: "URL", Text: "More"}},
			},
			nil,
		},
		"a button too few is for the sync, too": {
			changed(a, func(d *templates.Definition) {
				d.Components = []templates.Component{{Type: "BUTTONS", Buttons: []templates.Button{{Type: "URL", Text: "1"}, {Type: "URL", Text: "2"}}}}
			}),
			&whatsapp.TemplateComponents{Notice: at, TemplateRef: refOf(a), Buttons: []whatsapp.TemplateButton{{Type: "URL", Text: "2"}}},
			nil,
		},
		"by name": {
			a,
			&whatsapp.TemplateStatus{Notice: at, TemplateRef: whatsapp.TemplateRef{Name: "a", Language: "en"}, Event: "PAUSED"},
			func(d *templates.Definition) { d.Status = templates.Paused },
		},
		"by name, listed without an id": {
			changed(a, func(d *templates.Definition) { d.ID = "" }),
			statusAt(1, a, "PAUSED"),
			func(d *templates.Definition) { d.Status = templates.Paused },
		},
		"the id is another's": {
			a,
			&whatsapp.TemplateStatus{Notice: at, TemplateRef: whatsapp.TemplateRef{ID: "7", Name: "a", Language: "en"}, Event: "PAUSED"},
			nil,
		},
		"another language":     {a, &whatsapp.TemplateStatus{Notice: at, TemplateRef: whatsapp.TemplateRef{Name: "a", Language: "de"}, Event: "PAUSED"}, nil},
		"about nothing":        {a, &whatsapp.TemplateStatus{Notice: at, Event: "PAUSED"}, nil},
		"without a time":       {a, &whatsapp.TemplateStatus{TemplateRef: refOf(a), Event: "PAUSED"}, nil},
		"older than the sync":  {a, statusAt(-1, a, "PAUSED"), nil},
		"what it is already":   {a, statusAt(1, a, "APPROVED"), nil},
		"something else":       {a, &whatsapp.Unknown{Notice: at}, nil},
		"in the sync's second": {a, statusAt(0, a, "PAUSED"), func(d *templates.Definition) { d.Status = templates.Paused }},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := syncedWith(t, 0, tt.from)
			before := copied(definitionsIn(c)[0])
			want := copied(tt.from)
			if tt.want != nil {
				tt.want(&want)
			}
			require.Equal(t, tt.want != nil, c.Apply(tt.e))
			require.False(t, c.Apply(tt.e), "twice is once")
			if diff := cmp.Diff([]templates.Definition{want}, definitionsIn(c)); diff != "" {
				t.Error(diff)
			}
			require.Equal(t, before, tt.from, "what the list yielded is not changed")
		})
	}
}

func copied(d templates.Definition) templates.Definition {
	d.Components = slices.Clone(d.Components)
	for i := range d.Components {
		d.Components[i].Buttons = slices.Clone(d.Components[i].Buttons)
	}
	return d
}
