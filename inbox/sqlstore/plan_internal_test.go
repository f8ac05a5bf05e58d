package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// Every statement that runs often must find its rows by an index. The planner
// is asked, not believed.
func TestQueryPlans(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	for _, tt := range []struct{ query, want string }{
		{`SELECT id FROM message WHERE provider_key = ?`, "message_provider"},
		{`SELECT id FROM message WHERE conversation = ? AND (at, seq, rowid) < (?, ?, ?) ORDER BY at DESC, seq DESC, rowid DESC LIMIT 50`, "message_page"},
		{`SELECT body FROM conversation WHERE organization = ? AND inbox = ? AND (last_at, id) < (?, ?) ORDER BY last_at DESC, id DESC LIMIT 50`, "conversation_list"},
		{`SELECT min(inbox) FROM conversation WHERE organization = ? AND inbox > ?`, "conversation_list"},
		{`SELECT 1 FROM job o WHERE o.lane = ? AND o.lane <> '' AND o.state < 2 AND o.id < ?`, "job_lane"},
		{`SELECT 1 FROM job WHERE single = ? AND single <> '' AND state = 0`, "job_single"},
		{`SELECT key FROM dedupe WHERE until < ? ORDER BY until LIMIT 9`, "dedupe_until"},
		{`SELECT body FROM account WHERE provider = ? AND number = ? AND number <> ''`, "account_number"},
	} {
		p := stmts{db: s.reads}
		plan, err := collect(p.prepare(context.Background(), "EXPLAIN QUERY PLAN "+tt.query), make([]any, strings.Count(tt.query, "?")),
			func(rows *sql.Rows) (detail string, err error) {
				var ignored any
				return detail, rows.Scan(&ignored, &ignored, &ignored, &detail)
			})
		if err := errors.Join(err, p.err, p.close()); err != nil {
			t.Fatal(tt.query, err)
		}
		if got := strings.Join(plan, "; "); !strings.Contains(got, tt.want) || strings.Contains(got, "SCAN") || strings.Contains(got, "TEMP B-TREE") {
			t.Errorf("%s\n\t%s", tt.query, got)
		}
	}
}

// What is found without a query must be what a query finds, down to the form of
// its times: this fails when a field is added that plain does not know.
func TestRecentIsExact(t *testing.T) {
	t.Parallel()
	s := fresh(t, nil)
	var c inbox.Conversation
	fill(reflect.ValueOf(&c).Elem())
	mustCommit(t, s, inbox.Commit{Puts: []inbox.Put{{Record: c}}})
	load := func() inbox.State {
		states, err := s.Load(context.Background(), []inbox.Want{c.Key()})
		if err != nil || len(states) != 1 {
			t.Fatalf("%d states, %v", len(states), err)
		}
		return states[0]
	}
	written := load()
	if _, _, ok := s.recent.key(nil, c.Key()); !ok {
		t.Fatal("it is not held")
	}
	s.recent.mu.Lock()
	s.recent.young, s.recent.old = nil, nil
	s.recent.mu.Unlock()
	if read := load(); !reflect.DeepEqual(written, read) {
		t.Errorf("held is\n%+v\nbut read is\n%+v", written, read)
	}
}

// fill sets all fields of a value, times to one with a zone and a clock.
func fill(v reflect.Value) {
	switch v.Kind() { //nolint:exhaustive // what records are made of
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Now().In(time.FixedZone("", 3600))))
			return
		}
		for _, f := range v.Fields() {
			fill(f)
		}
	}
}
