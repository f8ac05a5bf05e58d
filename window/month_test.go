package window_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/whatsapp"
	"github.com/wainbox/wainbox/window"
)

func TestTheMonthOfTheAccount(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		zone        string
		at          string
		from, until string // in UTC
	}{
		"UTC":                                  {"UTC", "2026-11-21T12:00:00Z", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"},
		"its first second":                     {"UTC", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"},
		"the second before":                    {"UTC", "2026-10-31T23:59:59Z", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"},
		"over the year's end":                  {"UTC", "2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		"Berlin, clocks back within":           {"Europe/Berlin", "2026-10-25T01:30:00Z", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"},
		"Berlin, clocks forward within":        {"Europe/Berlin", "2026-03-29T01:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"},
		"Berlin, the last second":              {"Europe/Berlin", "2026-10-31T22:59:59Z", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"},
		"Berlin, the first second":             {"Europe/Berlin", "2026-10-31T23:00:00Z", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z"},
		"Berlin, another month than UTC":       {"Europe/Berlin", "2026-11-30T23:30:00Z", "2026-11-30T23:00:00Z", "2026-12-31T23:00:00Z"},
		"São Paulo, another month than UTC":    {"America/Sao_Paulo", "2026-11-01T02:59:59Z", "2026-10-01T03:00:00Z", "2026-11-01T03:00:00Z"},
		"São Paulo, a month with a day of 23":  {"America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-01T03:00:00Z", "2018-12-01T02:00:00Z"},
		"New York, clocks back on the first":   {"America/New_York", "2026-11-01T06:30:00Z", "2026-11-01T04:00:00Z", "2026-12-01T05:00:00Z"},
		"Kolkata, half an hour":                {"Asia/Kolkata", "2026-10-31T18:29:59Z", "2026-09-30T18:30:00Z", "2026-10-31T18:30:00Z"},
		"Apia, a day ahead":                    {"Pacific/Apia", "2026-10-31T11:00:00Z", "2026-10-31T11:00:00Z", "2026-11-30T11:00:00Z"},
		"Asunción, no midnight on the first":   {"America/Asuncion", "2023-10-01T04:00:00Z", "2023-10-01T04:00:00Z", "2023-11-01T03:00:00Z"},
		"Asunción, the second before":          {"America/Asuncion", "2023-10-01T03:59:59Z", "2023-09-01T04:00:00Z", "2023-10-01T04:00:00Z"},
		"Havana, two midnights on the first":   {"America/Havana", "2026-11-01T05:30:00Z", "2026-11-01T04:00:00Z", "2026-12-01T05:00:00Z"},
		"Havana, the month before":             {"America/Havana", "2026-11-01T03:59:59Z", "2026-10-01T04:00:00Z", "2026-11-01T04:00:00Z"},
		"Amman, no midnight on the first":      {"Asia/Amman", "2011-04-01T00:00:00Z", "2011-03-31T22:00:00Z", "2011-04-30T21:00:00Z"},
		"a leap February":                      {"UTC", "2028-02-29T23:59:59Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"},
		"Lord Howe, half an hour of daylight":  {"Australia/Lord_Howe", "2026-10-10T00:00:00Z", "2026-09-30T13:30:00Z", "2026-10-31T13:00:00Z"},
		"a zone that begins before its tables": {"America/Sao_Paulo", "1900-01-15T00:00:00Z", "1900-01-01T03:06:28Z", "1900-02-01T03:06:28Z"},
	}
	for name, tt := range tests {
		at, err := time.Parse(time.RFC3339, tt.at)
		require.NoError(t, err)
		from, until := window.Month(at, in(t, tt.zone))
		require.Equal(t, tt.from, from.UTC().Format(time.RFC3339), name)
		require.Equal(t, tt.until, until.UTC().Format(time.RFC3339), name)
		require.False(t, at.Before(from) || !at.Before(until), name)
	}
	from, _ := window.Month(noon.In(in(t, "Pacific/Apia")), nil)
	require.Equal(t, "2026-11-01T00:00:00Z", from.Format(time.RFC3339), "no zone is UTC")
}

// TestMonthsBeginWithTheirFirstInstant looks a second to each side of every
// month of zones with odd clocks.
func TestMonthsBeginWithTheirFirstInstant(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"Africa/Cairo", "America/Asuncion", "America/Havana", "America/Santiago", "America/Sao_Paulo", "America/Scoresbysund",
		"Asia/Amman", "Asia/Beirut", "Asia/Damascus", "Asia/Gaza", "Asia/Tehran", "Atlantic/Azores", "Australia/Lord_Howe",
		"Europe/Berlin", "Pacific/Apia", "Pacific/Chatham",
	} {
		zone := in(t, name)
		for month := range 12 * 90 {
			want := time.Date(1960, time.Month(month+1), 15, 12, 0, 0, 0, zone)
			from, until := window.Month(want, zone)
			require.Equal(t, want.Month(), from.In(zone).Month(), "%s %v", name, want)
			require.NotEqual(t, want.Month(), from.Add(-time.Second).In(zone).Month(), "%s %v", name, want)
			next, _ := window.Month(until, zone)
			require.True(t, until.Equal(next), "%s %v: months meet", name, want)
		}
	}
}

func TestTheCountOfTheMonthFollowsTheAccountsZone(t *testing.T) {
	t.Parallel()
	zone := in(t, "America/Sao_Paulo")
	eve := time.Date(2026, 9, 30, 23, 59, 59, 0, zone)
	q := window.Query{State: window.State{}.Open(eve), At: eve, Zone: zone, Used: 1000}
	require.Equal(t, "service_free", window.Judge(q).Rule.Name, "in UTC it is October")
	q.Zone = nil
	require.Equal(t, "service_billed", window.Judge(q).Rule.Name)
	q.At, q.Zone = eve.Add(time.Second), zone
	require.Equal(t, "service_billed", window.Judge(q).Rule.Name)
}

func TestDatesAreWrittenAsDays(t *testing.T) {
	t.Parallel()
	d := window.Date{Year: 2026, Month: 10, Day: 1}
	text, err := json.Marshal(d)
	require.NoError(t, err)
	require.Equal(t, `"2026-10-01"`, string(text))
	var back window.Date
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, d, back)
	require.NoError(t, json.Unmarshal([]byte(`""`), &back))
	require.True(t, back.IsZero())
	require.Empty(t, back.String())
	var wrong whatsapp.Violations
	require.ErrorAs(t, json.Unmarshal([]byte(`"2026-02-30"`), &back), &wrong)
	require.Equal(t, "date", wrong[0].Field)
	for _, later := range []window.Date{{Year: 2026, Month: 10, Day: 2}, {Year: 2026, Month: 11, Day: 1}, {Year: 2027, Month: 1, Day: 1}} {
		require.True(t, d.Before(later))
		require.False(t, later.Before(d))
	}
	require.False(t, d.Before(d))
}
