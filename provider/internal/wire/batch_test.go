package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestBatch reads the largest batch that the platform sends, 1,000 updates,
// over three numbers of two accounts: each has its own number, contact and
// place. The contacts of a change run the other way round than its messages.
func TestBatch(t *testing.T) {
	t.Parallel()
	const updates, perChange = 1000, 40
	var changes [2][]string // of each account
	for first := 0; first < updates; first += perChange {
		number := (first / perChange) % 3
		var contacts, messages []string
		for i := first; i < first+perChange; i++ {
			messages = append(messages, fmt.Sprintf(
				`{"id":"wamid.%d","from":"1555010%04d","timestamp":"%d","type":"text","text":{"body":"text %d"}}`, i, i, 1780000000+i, i))
			contacts = append([]string{fmt.Sprintf(
				`{"wa_id":"1555010%04d","user_id":"US.1055550%04d","profile":{"name":"Person %d"}}`, i, i, i)}, contacts...)
		}
		account := number / 2 // numbers 0 and 1 belong to the first account
		changes[account] = append(changes[account], fmt.Sprintf(
			`{"value":{"contacts":[%s],"messages":[%s],"metadata":{"phone_number_id":"105555010000000%d","display_phone_number":"1555020000%d"}},"field":"messages"}`,
			strings.Join(contacts, ","), strings.Join(messages, ","), number, number))
	}
	body := fmt.Sprintf(`{"object":"whatsapp_business_account","entry":[{"id":"105555019900000A","changes":[%s]},{"id":"105555019900000B","changes":[%s]}]}`,
		strings.Join(changes[0], ","), strings.Join(changes[1], ","))

	events, err := wire.Decode([]byte(body))
	if err != nil || len(events) != updates {
		t.Fatalf("%d events, %v", len(events), err)
	}
	var want []int // the updates in the payload's order
	for account := range 2 {
		for i := range updates {
			if (i/perChange)%3/2 == account {
				want = append(want, i)
			}
		}
	}
	for n, e := range events {
		i := want[n]
		number := (i / perChange) % 3
		r := received(t, e)
		got := *r
		got.Raw = ""
		mustEqual(t, got, whatsapp.Received{
			Origin: whatsapp.Origin{
				Number:  whatsapp.NumberID(fmt.Sprintf("105555010000000%d", number)),
				Display: fmt.Sprintf("1555020000%d", number),
				WABA:    whatsapp.WABAID([]string{"105555019900000A", "105555019900000B"}[number/2]),
			},
			Message: whatsapp.Message{
				ID: whatsapp.MessageID(fmt.Sprintf("wamid.%d", i)), At: at(int64(i)), Type: "text", Field: "messages",
				Content: whatsapp.Text{Body: fmt.Sprintf("text %d", i)},
			},
			From: whatsapp.Address{
				Phone: whatsapp.Phone(fmt.Sprintf("1555010%04d", i)),
				User:  whatsapp.UserID(fmt.Sprintf("US.1055550%04d", i)),
			},
			Profile: whatsapp.Profile{Name: fmt.Sprintf("Person %d", i)},
		})
	}
}

// TestAllocations: a message costs its event, its bytes, its content, the list,
// and a copy of its number; in a batch most of that is shared.
func TestAllocations(t *testing.T) {
	for n, most := range map[int]float64{1: 6, 100: 200} {
		body := textCallback(n)
		got := testing.AllocsPerRun(100, func() {
			if _, err := wire.Decode(body); err != nil {
				t.Fatal(err)
			}
		})
		if got > most {
			t.Errorf("%v allocations for %d messages, at most %v", got, n, most)
		}
	}
}
