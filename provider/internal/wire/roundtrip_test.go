package wire_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// strip takes the bytes from all events but the unknown ones, so that what is
// encoded of them is what was read.
func strip(events []whatsapp.Event) []whatsapp.Event {
	for _, e := range events {
		switch e := e.(type) {
		case *whatsapp.Unknown:
		case *whatsapp.Received:
			e.Raw = ""
		case *whatsapp.Echo:
			e.Raw = ""
		case *whatsapp.Past:
			e.Raw = ""
		case *whatsapp.Status:
			e.Raw = ""
		default:
			if n, ok := whatsapp.Noticed(e); ok {
				n.Raw = ""
			}
		}
	}
	return events
}

// roundTrip encodes what was decoded, and fails if that reads as anything else.
func roundTrip(t *testing.T, events []whatsapp.Event) []byte {
	t.Helper()
	body, err := wire.Encode(strip(events))
	if err != nil {
		t.Fatal(err)
	}
	again, err := wire.Decode(body)
	if err != nil {
		for _, part := range parts(t, err) {
			if !isKept(part.Raw, events) {
				t.Fatalf("%v\n%s", err, body)
			}
		}
	}
	mustEqual(t, strip(again), events)
	if t.Failed() {
		t.Logf("%s", body)
	}
	return body
}

// isKept reports whether what is unread is part of what an event keeps whole,
// and so was there from the beginning.
func isKept(raw []byte, events []whatsapp.Event) bool {
	return slices.ContainsFunc(events, func(e whatsapp.Event) bool {
		u, ok := e.(*whatsapp.Unknown)
		return ok && bytes.Contains([]byte(u.Raw), raw)
	})
}

// TestRoundTripOfCallbacks decodes callbacks, encodes the events and looks for
// every value of the first in the second.
func TestRoundTripOfCallbacks(t *testing.T) {
	t.Parallel()
	notices, _ := filepath.Glob("testdata/notices*.json")
	all, err := filepath.Glob("testdata/*.json")
	if err != nil || len(notices) == 0 {
		t.Fatal("no fixtures", err)
	}
	t.Run("fixtures", func(t *testing.T) {
		t.Parallel()
		roundTripOf(t, notices, true)
	})
	t.Run("odd fixtures", func(t *testing.T) {
		t.Parallel()
		roundTripOf(t, all, false)
	})
	t.Run("corpus", func(t *testing.T) {
		t.Parallel()
		roundTripOf(t, corpus(t), true)
	})
}

// roundTripOf looks for the values only in files that are exact; others are odd
// on purpose.
func roundTripOf(t *testing.T, files []string, exact bool) {
	t.Helper()
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			events, _ := wire.Decode(body)
			after := leaves(roundTrip(t, events))
			if !exact {
				return
			}
			for l := range leaves(body) {
				if !after[l] && !isLoss(filepath.Base(file), l, after) {
					t.Errorf("lost: %s %s = %s", l.field, l.path, l.value)
				}
			}
		})
	}
}

// leaf is a value of a callback: the field and the path in the change's value,
// without the places in lists.
type leaf struct{ field, path, value string }

func leaves(body []byte) map[leaf]bool {
	all := map[leaf]bool{}
	top, _ := members(bytes.TrimSpace(body))
	entries, _ := list(top["entry"])
	for _, e := range entries {
		entry, _ := members(e)
		addLeaves(all, "", "entry.id", entry["id"])
		addLeaves(all, "", "entry.time", entry["time"])
		changes, _ := list(entry["changes"])
		for _, c := range changes {
			change, _ := members(c)
			addChange(all, scalar(change["field"]), change["value"])
		}
	}
	return all
}

// addChange adds the leaves of a change's value, but for the contacts of whom
// no item has a name: there is no event that could keep them.
func addChange(all map[leaf]bool, field string, raw json.RawMessage) {
	value, ok := members(raw)
	if !ok {
		addLeaves(all, field, "", raw)
		return
	}
	items := map[leaf]bool{}
	for key, part := range value {
		if key != "contacts" {
			addLeaves(items, field, key, part)
		}
	}
	names := map[string]bool{}
	for l := range items {
		all[l], names[l.value] = true, true
	}
	contacts, _ := list(value["contacts"])
	for _, c := range contacts {
		contact, _ := members(c)
		if names[scalar(contact["wa_id"])] || names[scalar(contact["user_id"])] {
			addLeaves(all, field, "contacts", c)
		}
	}
}

func addLeaves(all map[leaf]bool, field, path string, raw json.RawMessage) {
	if o, ok := members(raw); ok {
		for key, value := range o {
			addLeaves(all, field, strings.TrimPrefix(path+"."+key, "."), value)
		}
		return
	}
	if l, ok := list(raw); ok {
		for _, value := range l {
			addLeaves(all, field, path, value)
		}
		return
	}
	value := scalar(raw)
	if string(raw) == "true" {
		value = "true"
	}
	if value = normal(path, value); value != "" {
		all[leaf{field, path, value}] = true
	}
}

// normal is a value in the form in which it is compared; empty when it says
// nothing, as a placeholder where a number should be.
func normal(path, value string) string {
	number, err := strconv.ParseFloat(value, 64)
	switch key := path[strings.LastIndex(path, ".")+1:]; {
	case strings.HasSuffix(key, "time") || strings.HasSuffix(key, "timestamp") || key == "code" && !strings.Contains(path, "payment"):
		if err != nil {
			return ""
		}
		return strconv.FormatInt(int64(number), 10)
	case key == "category" || key == "message_template_language" || path == "statuses.conversation.origin.type":
		return strings.ReplaceAll(value, "-", "_")
	case path == "event":
		return strings.ToUpper(value)
	default:
		return value
	}
}

// renamed are members that have another name, or place, today.
var renamed = map[string]string{
	"messages.errors.details":   "messages.errors.error_data.details",
	"messages.system.new_wa_id": "messages.system.wa_id",
	"waba_info.ad_account_id":   "waba_info.ad_account_linked",
	"alert_severity":            "alert_info.alert_severity",
	"alert_status":              "alert_info.alert_status",
	"alert_type":                "alert_info.alert_type",
	"alert_description":         "alert_info.alert_description",
}

// losses are what is known not to be kept, each by its path, or by its file and
// path, and why.
var losses = map[string]string{
	"messages.from_logical_id":                      "is not documented",
	"calls.connection.webrtc.sdp":                   "is the session once more, as it was written before 2025",
	"standby.message_echoes.message.recipient_type": "is individual, which is what it is without",

	"meta-docs__msg-message-type-group.json messages.text.body":         "stands in a message of the type <MESSAGE_TYPE>",
	"meta-docs__msg-text-bsuid.json contacts.wa_id":                     "differs from the number that the message is from",
	"pywa__message-status-group.json contacts.wa_id":                    "differs from the number that the status is of",
	"piusalfred__msg-text.json entry.time":                              "is of a message, which has its own",
	"netflie-php__msg-order.json messages.order.product_items.quantity": "is no number",
	"netflie-php__msg-location.json messages.location.latitude":         "is no number",
	"netflie-php__msg-location.json messages.location.longitude":        "is no number",
	"netflie-php__msg-location.json messages.location.name":             "is of a place without coordinates",
	"netflie-php__msg-location.json messages.location.address":          "is of a place without coordinates",
	"pywa__outgoing-message-delete.json contacts.profile.name":          "is the business's own",
	"pywa__outgoing-message-delete.json contacts.wa_id":                 "is the business's own",
	"pywa__outgoing-message-delete.json contacts.user_id":               "is the business's own",
	"pywa__outgoing-message-delete.json contacts.parent_user_id":        "is the business's own",
	"pywa__outgoing-message-edit.json contacts.profile.name":            "is the business's own",
	"pywa__outgoing-message-edit.json contacts.wa_id":                   "is the business's own",
	"pywa__outgoing-message-edit.json contacts.user_id":                 "is the business's own",
	"pywa__outgoing-message-edit.json contacts.parent_user_id":          "is the business's own",
}

// isLoss reports whether a value that was not found is known not to be kept, or
// stands where it is today.
func isLoss(file string, l leaf, after map[leaf]bool) bool {
	if name := renamed[l.path]; name != "" {
		l.path = name
		return after[l]
	}
	return losses[l.path] != "" || losses[file+" "+l.path] != ""
}
