package wire_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/wainbox/wainbox/provider/internal/sign"
	"github.com/wainbox/wainbox/provider/internal/wire"
)

// stdCallback is what encoding/json has to do the same work: the members that
// Decode reads of a text and its sender, as plain structs.
type stdCallback struct {
	Object string `json:"object"`
	Entry  []struct {
		ID      string `json:"id"`
		Time    int64  `json:"time"`
		Changes []struct {
			Field string `json:"field"`
			Value struct {
				Metadata struct {
					Display string `json:"display_phone_number"`
					ID      string `json:"phone_number_id"`
				} `json:"metadata"`
				Contacts []struct {
					WaID        string `json:"wa_id"`
					UserID      string `json:"user_id"`
					ParentUser  string `json:"parent_user_id"`
					IdentityKey string `json:"identity_key_hash"`
					Profile     struct {
						Name     string `json:"name"`
						Username string `json:"username"`
						Country  string `json:"country_code"`
					} `json:"profile"`
				} `json:"contacts"`
				Messages []stdMessage `json:"messages"`
			} `json:"value"`
		} `json:"changes"`
	} `json:"entry"`
}

type stdMessage struct {
	ID         string `json:"id"`
	From       string `json:"from"`
	FromUser   string `json:"from_user_id"`
	FromParent string `json:"from_parent_user_id"`
	Group      string `json:"group_id"`
	Timestamp  string `json:"timestamp"`
	Type       string `json:"type"`
	Text       struct {
		Body string `json:"body"`
	} `json:"text"`
	Context *struct {
		ID         string `json:"id"`
		From       string `json:"from"`
		Forwarded  bool   `json:"forwarded"`
		Frequently bool   `json:"frequently_forwarded"`
	} `json:"context"`
	Referral *struct {
		SourceID string `json:"source_id"`
		ClickID  string `json:"ctwa_clid"`
	} `json:"referral"`
	Errors []struct {
		Code  int    `json:"code"`
		Title string `json:"title"`
	} `json:"errors"`
}

// textCallback is a callback with n texts, of about 620 bytes for one.
func textCallback(n int) []byte {
	var contacts, messages []string
	for i := range n {
		phone := fmt.Sprintf("1555010%04d", i)
		contacts = append(contacts, fmt.Sprintf(
			`{"profile":{"name":"Test Person","username":"@person%d"},"wa_id":"%s","user_id":"US.1000000000000000%04d"}`, i, phone, i))
		messages = append(messages, fmt.Sprintf(
			`{"from":"%s","from_user_id":"US.1000000000000000%04d","id":"wamid.VEVTVA1BQUFBQUFBQUFBQUFBQUFBQUFBQUFB%04d",`+
				`"timestamp":"1780000000","type":"text","text":{"body":"Good morning, is the order with the two lamps on its way yet?"}}`, phone, i, i))
	}
	return []byte(`{"object":"whatsapp_business_account","entry":[{"id":"1055550199000001","changes":[{"value":{` +
		`"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550100001","phone_number_id":"1055550100000001"},` +
		`"contacts":[` + strings.Join(contacts, ",") + `],"messages":[` + strings.Join(messages, ",") + `]},"field":"messages"}]}]}`)
}

// BenchmarkVerifyDecode is what a callback costs before anybody looks at its
// events: its signature is checked and it is read. The peer does the same as
// plain code does, with encoding/json and a keyed hash for each request.
func BenchmarkVerifyDecode(b *testing.B) {
	const secret = "app-secret-of-thirty-two-letters"
	for _, n := range []int{1, 100} {
		body := textCallback(n)
		signature := sign.Prefix + sign.Hex(secret, body)
		run := func(name string, once func() bool) {
			b.Run(fmt.Sprintf("messages=%d/%s", n, name), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(body)))
				for b.Loop() {
					if !once() {
						b.Fatal("not read")
					}
				}
			})
		}
		checker := sign.New(secret)
		run("wainbox", func() bool {
			if !checker.Check(signature, body) {
				return false
			}
			events, err := wire.Decode(body)
			return err == nil && len(events) == n
		})
		run("encodingjson", func() bool {
			mac := hmac.New(sha256.New, []byte(secret))
			mac.Write(body)
			want, err := hex.DecodeString(strings.TrimPrefix(signature, sign.Prefix))
			if err != nil || !hmac.Equal(mac.Sum(nil), want) {
				return false
			}
			var c stdCallback
			return json.Unmarshal(body, &c) == nil && len(c.Entry) == 1
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, n := range []int{1, 100} {
		body := textCallback(n)
		b.Run(fmt.Sprintf("messages=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				events, err := wire.Decode(body)
				if err != nil || len(events) != n {
					b.Fatal(len(events), err)
				}
			}
		})
	}
}

func BenchmarkStd(b *testing.B) {
	for _, n := range []int{1, 100} {
		body := textCallback(n)
		b.Run(fmt.Sprintf("messages=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				var c stdCallback
				if err := json.Unmarshal(body, &c); err != nil || len(c.Entry) != 1 {
					b.Fatal(err)
				}
			}
		})
	}
}
