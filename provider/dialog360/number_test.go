package dialog360_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
)

const limited = `{"id":"1055550100000021","health_status":{"can_send_message":"LIMITED","entities":[
	{"entity_type":"PHONE_NUMBER","id":"1055550100000021","can_send_message":"AVAILABLE","additional_info":["fine"]},
	{"entity_type":"WABA","id":"2055550100000001","can_send_message":"LIMITED","additional_info":["not verified"],
	 "errors":[{"error_code":141006,"error_description":"no payment method","possible_solution":"add one"}]},
	{"entity_type":"BUSINESS","id":"3","can_send_message":"AVAILABLE"},
	{"entity_type":"APP","id":"4","can_send_message":"AVAILABLE"}]}}`

func TestNumber(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]provider.Number{
		limited: {
			ID: numberID, WABA: wabaID, CanSend: "LIMITED",
			Problems: []provider.Problem{
				{Where: "WABA", Code: 141006, Text: "no payment method", Solution: "add one"},
				{Where: "WABA", Text: "not verified"},
			},
		},
		`{"health_status":{"can_send_message":"AVAILABLE","entities":[{"entity_type":"PHONE_NUMBER","id":17,"can_send_message":"AVAILABLE"}]}}`: {
			ID: "17", CanSend: "AVAILABLE",
		},
		`{"health_status":{"can_send_message":"AVAILABLE","entities":"none"}}`: {CanSend: "AVAILABLE"},
		`{}`: {},
	} {
		s := &script{answers: map[string]string{"GET /health_status": answer}}
		got, err := s.serve(t).Number(t.Context())
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	for answer, want := range map[string]provider.Kind{
		`401 {"meta":{"success":false,"http_code":401,"developer_message":"Invalid api_key"}}`: provider.Auth,
		`200 []`: provider.Unavailable, `200 <html>`: provider.Unavailable, `200 `: provider.Unavailable,
	} {
		s := &script{answers: map[string]string{"GET /health_status": answer}}
		if _, err := s.serve(t).Number(t.Context()); provider.KindOf(err) != want {
			t.Errorf("%s: %v, want %v", answer, err, want)
		}
	}
}
