package storetest

import (
	"reflect"
	"testing"

	"github.com/wainbox/wainbox/inbox"
)

// What is whole has all fields that there are: one that the contract gains is
// missed here before a store forgets it.
func TestWholeRecordsLackNothing(t *testing.T) {
	t.Parallel()
	seen := map[inbox.RecordKind]bool{}
	for _, r := range wholeRecords() {
		if seen[r.Key().Kind] {
			continue // the second of a kind is there for what the first cannot have
		}
		seen[r.Key().Kind] = true
		for _, field := range zeros(reflect.ValueOf(r), reflect.TypeOf(r).Name()) {
			t.Errorf("%s is zero", field)
		}
	}
	if len(seen) != 7 {
		t.Errorf("there are records of the kinds %v", seen)
	}
}

// zeros are the fields of a struct, and of those in it, that are zero. A pointer
// is not, whatever it points to.
func zeros(v reflect.Value, name string) []string {
	if v.IsZero() && name != "Inbox.Rules.Hours.Location" { // which no store keeps
		return []string{name}
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || v.Type() == timeType {
		return nil
	}
	var all []string
	for i := range v.NumField() {
		all = append(all, zeros(v.Field(i), name+"."+v.Type().Field(i).Name)...)
	}
	return all
}
