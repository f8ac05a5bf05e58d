package simulator_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/wainbox/wainbox/provider/simulator"
)

// A customer writes, the application answers, and the customer reads.
func Example() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	sim, err := simulator.New(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	api := httptest.NewServer(sim.Handler())
	defer api.Close()
	app := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		// The application under test takes the webhook; 200 without a body is an answer.
	}))
	defer app.Close()
	sim.SetWebhook(app.URL)
	go func() { _ = sim.Run(ctx) }()

	if _, err := sim.Write(ctx, simulator.Inbound{From: "16505550123", Text: "Are you open?"}); err != nil {
		fmt.Println(err)
	}
	send, _ := http.NewRequestWithContext(ctx, http.MethodPost, api.URL+"/v23.0/"+simulator.DefaultNumberID+"/messages",
		strings.NewReader(`{"messaging_product":"whatsapp","to":"+16505550123","type":"text","text":{"body":"Until six."}}`))
	send.Header.Set("Authorization", "Bearer "+simulator.DefaultToken)
	answer, err := http.DefaultClient.Do(send)
	if err != nil {
		fmt.Println(err)
		return
	}
	_ = answer.Body.Close()
	if err := sim.Read(ctx, "", "16505550123"); err != nil {
		fmt.Println(err)
	}
	if err := sim.Idle(ctx); err != nil {
		fmt.Println(err)
	}
	for _, m := range sim.Chat("", "16505550123") {
		fmt.Println(m.Type, m.Body, !m.Read.IsZero())
	}
	// Output:
	// text Are you open? false
	// text Until six. true
}
