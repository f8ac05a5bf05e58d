package routing_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/routing"
)

// drawn is a generator whose seed is told when the test fails.
func drawn(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// intervals reads "09:00-12:30 14:00-18:00".
func intervals(words string) []routing.Interval {
	all := []routing.Interval{}
	for word := range strings.FieldsSeq(words) {
		from, until, _ := strings.Cut(word, "-")
		all = append(all, routing.Interval{From: from, Until: until})
	}
	return all
}

// daily is the same intervals on every day.
func daily(words string) routing.Week {
	i := intervals(words)
	return routing.Week{Monday: i, Tuesday: i, Wednesday: i, Thursday: i, Friday: i, Saturday: i, Sunday: i}
}

// hoursIn are hours that are valid.
func hoursIn(t *testing.T, zone string, days routing.Week, holidays routing.Holidays) routing.Hours {
	t.Helper()
	location, err := time.LoadLocation(zone)
	require.NoError(t, err)
	h := routing.Hours{Zone: zone, Location: location, Days: days, Holidays: holidays}
	require.NoError(t, h.Validate())
	return h
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err, text)
	return at
}

// TestHoursChange holds the changes that come one after the other from a time
// on against a list: "+" opens, "-" closes, "." there are no more.
func TestHoursChange(t *testing.T) {
	t.Parallel()
	nine := routing.Week{Monday: intervals("09:00-12:30 14:00-18:00"), Tuesday: intervals("09:00-17:00")}
	sunday := func(words string) routing.Week { return routing.Week{Sunday: intervals(words)} }
	tests := map[string]struct {
		zone     string
		days     routing.Week
		holidays routing.Holidays
		from     string
		want     []string
	}{
		"two intervals a day, and a week later": {
			"Europe/Berlin", nine, nil, "2026-06-01T08:59:59+02:00", []string{
				"+2026-06-01T09:00:00+02:00", "-2026-06-01T12:30:00+02:00", "+2026-06-01T14:00:00+02:00",
				"-2026-06-01T18:00:00+02:00", "+2026-06-02T09:00:00+02:00", "-2026-06-02T17:00:00+02:00", "+2026-06-08T09:00:00+02:00",
			},
		},
		"at a change the next one counts": {"", nine, nil, "2026-06-01T09:00:00Z", []string{"-2026-06-01T12:30:00Z"}},
		"never open":                      {"Europe/Berlin", routing.Week{}, nil, "2026-06-01T09:00:00Z", []string{"."}},
		"always open":                     {"Europe/Berlin", daily("00:00-24:00"), nil, "2026-06-01T09:00:00Z", []string{"."}},
		"always open in pieces":           {"UTC", daily("06:00-14:00 14:00-22:00 22:00-06:00"), nil, "2026-06-01T09:00:00Z", []string{"."}},
		"always open in pieces that overlap": {
			"UTC", daily("12:00-11:59 11:00-13:00"), nil, "2026-06-01T09:00:00Z", []string{"."},
		},
		"over midnight": {
			"Europe/Berlin", sunday("22:00-06:00"), nil, "2026-06-07T00:00:00+02:00",
			[]string{"+2026-06-07T22:00:00+02:00", "-2026-06-08T06:00:00+02:00", "+2026-06-14T22:00:00+02:00"},
		},
		"24:00 and 00:00 are the same end": {
			"UTC",
			routing.Week{Monday: intervals("22:00-24:00"), Wednesday: intervals("22:00-00:00")},
			nil, "2026-06-01T23:59:00Z",
			[]string{"-2026-06-02T00:00:00Z", "+2026-06-03T22:00:00Z", "-2026-06-04T00:00:00Z"},
		},
		"days that meet at midnight": {
			"UTC",
			routing.Week{Monday: intervals("22:00-24:00"), Tuesday: intervals("00:00-02:00")},
			nil, "2026-06-01T00:00:00Z",
			[]string{"+2026-06-01T22:00:00Z", "-2026-06-02T02:00:00Z"},
		},
		"a night over the end of the week's list, Sunday to Monday": {
			"UTC",
			routing.Week{Sunday: intervals("23:00-01:00"), Monday: intervals("00:30-02:00")},
			nil, "2026-06-07T23:30:00Z",
			[]string{"-2026-06-08T02:00:00Z"},
		},
		"a holiday is closed": {
			"UTC", daily("09:00-17:00"),
			routing.Holidays{"2026-12-25": nil},
			"2026-12-24T12:00:00Z",
			[]string{"-2026-12-24T17:00:00Z", "+2026-12-26T09:00:00Z"},
		},
		"a holiday has hours of its own": {
			"UTC", daily("09:00-17:00"),
			routing.Holidays{"2026-12-24": intervals("10:00-12:00")},
			"2026-12-23T18:00:00Z",
			[]string{"+2026-12-24T10:00:00Z", "-2026-12-24T12:00:00Z", "+2026-12-25T09:00:00Z"},
		},
		"the night before a holiday is worked to its end, and its own is not": {
			"UTC", daily("22:00-06:00"),
			routing.Holidays{"2026-12-25": nil},
			"2026-12-24T21:00:00Z",
			[]string{"+2026-12-24T22:00:00Z", "-2026-12-25T06:00:00Z", "+2026-12-26T22:00:00Z"},
		},
		"a holiday's night": {
			"UTC",
			routing.Week{},
			routing.Holidays{"2026-12-25": intervals("22:00-06:00")},
			"2020-01-01T00:00:00Z",
			[]string{"+2026-12-25T22:00:00Z", "-2026-12-26T06:00:00Z", "."},
		},
		"closed for three weeks": {
			"UTC", sunday("09:00-17:00"),
			routing.Holidays{"2026-06-07": nil, "2026-06-14": nil, "2026-06-21": nil},
			"2026-06-01T00:00:00Z",
			[]string{"+2026-06-28T09:00:00Z"},
		},
		"always open but for a holiday, whose date is that of the zone": {
			"Asia/Tokyo", daily("00:00-24:00"),
			routing.Holidays{"2030-01-01": nil},
			"2026-06-01T00:00:00Z",
			[]string{"-2030-01-01T00:00:00+09:00", "+2030-01-02T00:00:00+09:00", "."},
		},
		"holidays that change nothing": {
			"America/New_York", daily("00:00-24:00"),
			routing.Holidays{"2030-01-01": intervals("00:00-24:00"), "2031-11-02": intervals("00:00-24:00")},
			"2026-06-01T00:00:00Z",
			[]string{"."},
		},
		"open only where no clock ever is": {
			"Europe/Berlin", routing.Week{}, routing.Holidays{"2026-03-29": intervals("02:15-02:45")}, "2020-01-01T00:00:00Z", []string{"."},
		},
		"thousands of years ahead": {
			"Europe/Berlin",
			routing.Week{},
			routing.Holidays{"9999-12-31": intervals("12:00-24:00")},
			"2026-01-01T00:00:00Z",
			[]string{"+9999-12-31T12:00:00+01:00", "-10000-01-01T00:00:00+01:00", "."},
		},
		"from the first year on": {"UTC", routing.Week{}, routing.Holidays{"2026-01-01": intervals("00:00-24:00")}, "0001-01-01T00:00:00Z", []string{"+2026-01-01T00:00:00Z"}},

		"spring: the same hours of the clock, an hour earlier": {
			"Europe/Berlin", daily("09:00-17:00"), nil, "2026-03-28T12:00:00+01:00",
			[]string{"-2026-03-28T17:00:00+01:00", "+2026-03-29T09:00:00+02:00", "-2026-03-29T17:00:00+02:00"},
		},
		"begins in the hour left out: with the change": {
			"Europe/Berlin", sunday("02:30-05:00"), nil, "2026-03-29T00:00:00+01:00",
			[]string{"+2026-03-29T03:00:00+02:00", "-2026-03-29T05:00:00+02:00", "+2026-04-05T02:30:00+02:00"},
		},
		"ends in the hour left out: with the change": {
			"Europe/Berlin", sunday("01:00-02:30"), nil, "2026-03-29T00:00:00+01:00",
			[]string{"+2026-03-29T01:00:00+01:00", "-2026-03-29T03:00:00+02:00", "+2026-04-05T01:00:00+02:00"},
		},
		"lies in the hour left out: not on that day": {
			"Europe/Berlin", sunday("02:15-02:45"), nil, "2026-03-29T00:00:00+01:00", []string{"+2026-04-05T02:15:00+02:00"},
		},
		"a break in the hour left out: none on that day": {
			"Europe/Berlin", sunday("00:00-02:00 03:00-05:00"), nil, "2026-03-29T00:00:00+01:00",
			[]string{"-2026-03-29T05:00:00+02:00", "+2026-04-05T00:00:00+02:00"},
		},
		"a night shorter by an hour": {
			"Europe/Berlin",
			routing.Week{Saturday: intervals("22:00-06:00")},
			nil, "2026-03-28T12:00:00+01:00",
			[]string{"+2026-03-28T22:00:00+01:00", "-2026-03-29T06:00:00+02:00"},
		},
		"ends in the hour that comes twice: twice": {
			"Europe/Berlin", sunday("01:00-02:30"), nil, "2026-10-25T00:00:00+02:00", []string{
				"+2026-10-25T01:00:00+02:00", "-2026-10-25T02:30:00+02:00", "+2026-10-25T02:00:00+01:00", "-2026-10-25T02:30:00+01:00",
				"+2026-11-01T01:00:00+01:00",
			},
		},
		"begins in the hour that comes twice: twice": {
			"Europe/Berlin", sunday("02:30-05:00"), nil, "2026-10-25T00:00:00+02:00", []string{
				"+2026-10-25T02:30:00+02:00", "-2026-10-25T02:00:00+01:00", "+2026-10-25T02:30:00+01:00", "-2026-10-25T05:00:00+01:00",
			},
		},
		"lies around the hour that comes twice: longer": {
			"Europe/Berlin", sunday("01:00-04:00"), nil, "2026-10-25T00:00:00+02:00",
			[]string{"+2026-10-25T01:00:00+02:00", "-2026-10-25T04:00:00+01:00"},
		},
		"between the first and the second time": {
			"Europe/Berlin", sunday("02:00-02:15"), nil, "2026-10-25T02:20:00+02:00",
			[]string{"+2026-10-25T02:00:00+01:00", "-2026-10-25T02:15:00+01:00", "+2026-11-01T02:00:00+01:00"},
		},

		"São Paulo, a day without midnight": {
			"America/Sao_Paulo", sunday("00:00-24:00"), nil, "2018-11-03T12:00:00-03:00",
			[]string{"+2018-11-04T01:00:00-02:00", "-2018-11-05T00:00:00-02:00"},
		},
		"São Paulo, a night without midnight": {
			"America/Sao_Paulo",
			routing.Week{Saturday: intervals("22:00-00:30")},
			nil, "2018-11-03T12:00:00-03:00",
			[]string{"+2018-11-03T22:00:00-03:00", "-2018-11-04T01:00:00-02:00"},
		},
		"São Paulo, the last hour of a day twice": {
			"America/Sao_Paulo", routing.Week{Saturday: intervals("23:30-24:00")}, nil, "2018-02-17T12:00:00-02:00", []string{
				"+2018-02-17T23:30:00-02:00", "-2018-02-17T23:00:00-03:00", "+2018-02-17T23:30:00-03:00", "-2018-02-18T00:00:00-03:00",
			},
		},
		"São Paulo, a whole day of 25 hours": {
			"America/Sao_Paulo",
			routing.Week{Saturday: intervals("00:00-24:00")},
			nil, "2018-02-16T12:00:00-02:00",
			[]string{"+2018-02-17T00:00:00-02:00", "-2018-02-18T00:00:00-03:00"},
		},
		"Beirut, a day without midnight": {
			"Asia/Beirut", sunday("00:00-00:30 08:00-09:00"), nil, "2026-03-28T12:00:00+02:00",
			[]string{"+2026-03-29T08:00:00+03:00", "-2026-03-29T09:00:00+03:00"},
		},
		"Beirut, the last hour of a day twice": {
			"Asia/Beirut", sunday("00:00-24:00"), nil, "2026-10-24T12:00:00+03:00",
			[]string{"+2026-10-25T00:00:00+02:00", "-2026-10-26T00:00:00+02:00"},
		},
		"Cairo, a holiday without midnight": {
			"Africa/Cairo", daily("00:00-24:00"),
			routing.Holidays{"2024-04-26": nil},
			"2024-04-25T12:00:00+02:00",
			[]string{"-2024-04-26T01:00:00+03:00", "+2024-04-27T00:00:00+03:00", "."},
		},
		"Cairo, a holiday whose last hour comes twice": {
			"Africa/Cairo", daily("00:00-24:00"),
			routing.Holidays{"2024-10-31": nil},
			"2024-10-30T12:00:00+03:00",
			[]string{"-2024-10-31T00:00:00+03:00", "+2024-11-01T00:00:00+02:00", "."},
		},
		"Havana, the first hour of a day twice": {
			"America/Havana", sunday("00:00-00:30"), nil, "2026-10-31T12:00:00-04:00", []string{
				"+2026-11-01T00:00:00-04:00", "-2026-11-01T00:30:00-04:00", "+2026-11-01T00:00:00-05:00", "-2026-11-01T00:30:00-05:00",
			},
		},
		"St. John's, a minute of the day after, and the day before again": {
			"America/St_Johns", sunday("00:00-24:00"), nil, "2010-11-06T12:00:00-02:30", []string{
				"+2010-11-07T00:00:00-02:30", "-2010-11-06T23:01:00-03:30", "+2010-11-07T00:00:00-03:30", "-2010-11-08T00:00:00-03:30",
			},
		},
		"Lord Howe, half an hour": {
			"Australia/Lord_Howe", sunday("02:15-04:00"), nil, "2026-10-03T12:00:00+10:30",
			[]string{"+2026-10-04T02:30:00+11:00", "-2026-10-04T04:00:00+11:00"},
		},
		"Apia, a day that never was": {
			"Pacific/Apia",
			routing.Week{Friday: intervals("09:00-17:00"), Saturday: intervals("09:00-17:00")},
			nil, "2011-12-29T12:00:00-10:00",
			[]string{"+2011-12-31T09:00:00+14:00"},
		},
		"Apia, the night of a day that never was": {
			"Pacific/Apia",
			routing.Week{Friday: intervals("22:00-06:00")},
			nil, "2011-12-29T12:00:00-10:00",
			[]string{"+2011-12-31T00:00:00+14:00", "-2011-12-31T06:00:00+14:00"},
		},
		"Monrovia, opens with the change within a minute": {
			"Africa/Monrovia",
			routing.Week{Friday: intervals("00:44-01:00")},
			nil, "1972-01-06T12:00:00Z",
			[]string{"+1972-01-07T00:44:30Z", "-1972-01-07T01:00:00Z", "+1972-01-14T00:44:00Z"},
		},
		"Monrovia, seconds": {
			"Africa/Monrovia", daily("09:00-17:00"), nil, "1971-06-01T00:00:00Z", []string{"+1971-06-01T09:00:00-00:44"},
		},
		"Kathmandu, quarters of an hour": {
			"Asia/Kathmandu", daily("09:00-17:00"), nil, "2026-06-01T00:00:00Z", []string{"+2026-06-01T09:00:00+05:45"},
		},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := hoursIn(t, tt.zone, tt.days, tt.holidays)
			at := moment(t, tt.from)
			var got []string
			for range tt.want {
				before := h.Open(at)
				next, ok := h.Next(at)
				if !ok {
					require.Zero(t, next)
					got = append(got, ".")
					continue
				}
				require.Equal(t, !before, h.Open(next))
				require.Equal(t, before, h.Open(next.Add(-1)), "up to the last nanosecond")
				require.Same(t, h.Location, next.Location())
				got = append(got, fmt.Sprint(map[bool]string{true: "+", false: "-"}[!before], next.Format(time.RFC3339)))
				at = next
			}
			require.Empty(t, cmp.Diff(tt.want, got))
		})
	}
}

func TestHoursAreStored(t *testing.T) {
	t.Parallel()
	const text = `{
		"zone": "Europe/Berlin",
		"days": {"monday": [{"from": "09:00", "until": "12:30"}], "friday": [{"from": "22:00", "until": "06:00"}]},
		"holidays": {"2026-12-24": [{"from": "09:00", "until": "12:00"}], "2026-12-25": []}
	}`
	var h routing.Hours
	require.NoError(t, json.Unmarshal([]byte(text), &h))
	h.Location, _ = time.LoadLocation(h.Zone)
	require.NoError(t, h.Validate())
	again, err := json.Marshal(h)
	require.NoError(t, err)
	require.JSONEq(t, text, string(again))
	require.True(t, h.Open(moment(t, "2026-06-01T09:00:00+02:00")))
	require.False(t, h.Open(moment(t, "2026-12-25T22:00:00+01:00")), "a Friday that is a holiday")

	empty, err := json.Marshal(routing.Hours{})
	require.NoError(t, err)
	require.JSONEq(t, `{}`, string(empty))
}

func TestHoursAreChecked(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	monday := func(words string) routing.Hours {
		return routing.Hours{Days: routing.Week{Monday: intervals(words)}}
	}
	many := routing.Holidays{}
	for i := range routing.MaxHolidays + 1 {
		many[fmt.Sprintf("%04d-01-01", i)] = nil
	}
	tests := map[string]struct {
		hours routing.Hours
		want  string // the field
	}{
		"nothing":                          {routing.Hours{}, ""},
		"UTC by its name":                  {routing.Hours{Zone: "UTC", Location: time.UTC}, ""},
		"no name and UTC":                  {routing.Hours{Location: time.UTC}, ""},
		"a zone":                           {routing.Hours{Zone: "Europe/Berlin", Location: berlin}, ""},
		"a zone that is not loaded":        {routing.Hours{Zone: "Europe/Berlin"}, "zone"},
		"another zone that is loaded":      {routing.Hours{Zone: "Europe/Paris", Location: berlin}, "zone"},
		"a zone without its name":          {routing.Hours{Location: berlin}, "zone"},
		"UTC, but another is loaded":       {routing.Hours{Zone: "UTC", Location: berlin}, "zone"},
		"the zone of whoever runs it":      {routing.Hours{Zone: "Local", Location: time.Local}, "zone"},
		"a whole day":                      {monday("00:00-24:00"), ""},
		"over midnight":                    {monday("22:00-06:00 23:59-00:00"), ""},
		"overlapping":                      {monday("09:00-17:00 08:00-18:00"), ""},
		"no minutes":                       {monday("9-17"), "days.monday[0].from"},
		"one digit":                        {monday("9:00-17:00"), "days.monday[0].from"},
		"seconds":                          {monday("09:00-17:00:00"), "days.monday[0].until"},
		"empty":                            {monday("-"), "days.monday[0].from"},
		"no end":                           {monday("09:00-"), "days.monday[0].until"},
		"sixty minutes":                    {monday("09:60-17:00"), "days.monday[0].from"},
		"a colon for a digit":              {monday("0::00-17:00"), "days.monday[0].from"},
		"begins at 24:00":                  {monday("24:00-06:00"), "days.monday[0].from"},
		"ends after 24:00":                 {monday("09:00-24:01"), "days.monday[0].until"},
		"ends at 25:00":                    {monday("09:00-12:00 13:00-25:00"), "days.monday[1].until"},
		"signs":                            {monday("+9:00--1:00"), "days.monday[0].from"},
		"other digits":                     {monday("٠٩:٠٠-17:00"), "days.monday[0].from"},
		"as long as nothing":               {monday("09:00-09:00"), "days.monday[0].until"},
		"midnight to midnight":             {monday("00:00-00:00"), "days.monday[0].until"},
		"the first of several":             {routing.Hours{Days: routing.Week{Sunday: intervals("x-y"), Tuesday: intervals("09:00-x")}}, "days.tuesday[0].until"},
		"Sunday is the last":               {routing.Hours{Days: routing.Week{Sunday: intervals("x-y")}}, "days.sunday[0].from"},
		"as many as a day may have":        {monday(strings.Repeat("09:00-10:00 ", routing.MaxIntervals)), ""},
		"too many in a day":                {monday(strings.Repeat("09:00-10:00 ", routing.MaxIntervals+1)), "days.monday"},
		"a holiday":                        {routing.Hours{Holidays: routing.Holidays{"2026-12-25": nil}}, ""},
		"a leap day":                       {routing.Hours{Holidays: routing.Holidays{"2028-02-29": nil}}, ""},
		"no leap day":                      {routing.Hours{Holidays: routing.Holidays{"2026-02-29": nil}}, "holidays"},
		"no date":                          {routing.Hours{Holidays: routing.Holidays{"Christmas": nil}}, "holidays"},
		"a date in another form":           {routing.Hours{Holidays: routing.Holidays{"2026-1-1": nil}}, "holidays"},
		"a date with a time":               {routing.Hours{Holidays: routing.Holidays{"2026-12-25T00:00:00Z": nil}}, "holidays"},
		"a holiday's interval":             {routing.Hours{Holidays: routing.Holidays{"2026-12-24": intervals("09:00-12:60")}}, "holidays.2026-12-24[0].until"},
		"too many in a holiday":            {routing.Hours{Holidays: routing.Holidays{"2026-12-24": intervals(strings.Repeat("09:00-10:00 ", 25))}}, "holidays.2026-12-24"},
		"the first holiday in their order": {routing.Hours{Holidays: routing.Holidays{"2027-01-01": intervals("x-y"), "2026-01-01": intervals("09:00-y")}}, "holidays.2026-01-01[0].until"},
		"too many holidays":                {routing.Hours{Holidays: many}, "holidays"},
	}
	t.Logf("%d cases", len(tests))
	for name, tt := range tests {
		err := tt.hours.Validate()
		if tt.want == "" {
			require.NoError(t, err, name)
			continue
		}
		var wrong *routing.FieldError
		require.ErrorAs(t, err, &wrong, name)
		require.Equal(t, tt.want, wrong.Field, name)
		require.NotEmpty(t, wrong.Rule, name)
	}
}

// TestHoursThatCannotBeReadCountAsNotThere, and the others do.
func TestHoursThatCannotBeReadCountAsNotThere(t *testing.T) {
	t.Parallel()
	h := routing.Hours{
		Days:     routing.Week{Monday: intervals("x-12:00 24:00-23:00 13:00-13:00 09:00-10:00 14:00-99:00")},
		Holidays: routing.Holidays{"zzz": intervals("00:00-24:00"), "2026-06-31": intervals("00:00-24:00")},
	}
	at := moment(t, "2026-06-01T00:00:00Z")
	for _, want := range []string{"2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z", "2026-06-08T09:00:00Z"} {
		next, ok := h.Next(at)
		require.True(t, ok)
		require.Equal(t, want, next.Format(time.RFC3339))
		at = next
	}
	require.Panics(t, func() { routing.Hours{Zone: "Europe/Berlin"}.Open(at) }, "rather than read off another clock")
	require.Panics(t, func() { routing.Hours{Zone: "Europe/Berlin"}.Next(at) })
}
