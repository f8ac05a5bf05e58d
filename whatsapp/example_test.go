package whatsapp_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/wainbox/wainbox/whatsapp"
)

// Everything that is wrong is told at once, by field.
func ExampleOutbound_Validate() {
	err := whatsapp.Outbound{
		To:      whatsapp.Address{Phone: "4915100000001"},
		Content: whatsapp.Text{Body: strings.Repeat("a", whatsapp.MaxTextRunes+1)},
		Ref:     whatsapp.Ref(strings.Repeat("r", whatsapp.MaxRefBytes+1)),
	}.Validate()
	fmt.Println(err)
	// Output: whatsapp: biz_opaque_callback_data: at most 512 bytes; text.body: at most 4096 characters
}

// Statuses come in any order, and more than once.
func ExampleProgress_Join() {
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	var p whatsapp.Progress
	p = p.Join(whatsapp.Read, noon.Add(time.Minute), nil)
	p = p.Join(whatsapp.Sent, noon, nil)
	p = p.Join(whatsapp.Read, noon.Add(time.Hour), nil)
	fmt.Println(p.State(), p.Read.Format(time.TimeOnly))
	// Output: read 12:01:00
}
