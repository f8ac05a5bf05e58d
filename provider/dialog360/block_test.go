package dialog360_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

func TestBlock(t *testing.T) {
	t.Parallel()
	s := &script{answers: map[string]string{
		"POST /block_users":   `{"messaging_product":"whatsapp","block_users":{"added_users":[{"input":"+16505550123","wa_id":"16505550123"}]}}`,
		"DELETE /block_users": `{"block_users":{"removed_users":[{"input":"+16505550123","wa_id":"16505550123"}]}}`,
	}}
	c := s.serve(t)
	first, second := whatsapp.Address{Phone: "16505550123", User: "US.1"}, whatsapp.Address{Phone: "+1 650 555 0199"}
	if err := c.Block(t.Context(), first, second); err != nil {
		t.Error(err)
	}
	if err := c.Unblock(t.Context(), first); err != nil {
		t.Error(err)
	}
	for _, tc := range []struct {
		who  []whatsapp.Address
		want provider.Kind
	}{
		{nil, provider.Invalid},
		{[]whatsapp.Address{{}}, provider.Invalid},
		{[]whatsapp.Address{first, {Group: "g"}}, provider.Invalid},
		{[]whatsapp.Address{first, {User: "US.1"}}, provider.Unsupported},
	} {
		if err := c.Block(t.Context(), tc.who...); provider.KindOf(err) != tc.want {
			t.Errorf("%+v: %v, want %v", tc.who, err, tc.want)
		}
	}
	want := []string{
		`POST /block_users {"messaging_product":"whatsapp","block_users":[{"user":"+16505550123"},{"user":"+16505550199"}]}`,
		`DELETE /block_users {"messaging_product":"whatsapp","block_users":[{"user":"+16505550123"}]}`,
	}
	if diff := cmp.Diff(want, s.asked); diff != "" {
		t.Error(diff)
	}
}

// TestBlockPartly names those for whom it failed, in the order asked.
func TestBlockPartly(t *testing.T) {
	t.Parallel()
	const failed = `"block_users":{"added_users":[{"input":"+3"}],"failed_users":[` +
		`{"input":"+2","errors":[{"code":131047,"message":"m","error_data":{"details":"d"}}]},` +
		`{"wa_id":"1","errors":[{"code":131021}]},{"input":"+9","errors":[{"message":"no code"}]}]}`
	for answer, want := range map[string]provider.Error{
		`400 {"error":{"code":139100},` + failed + `}`: {Op: "block", Kind: provider.Invalid, Code: 139100},
		`200 {` + failed + `}`:                         {Op: "block", Kind: provider.Invalid},
	} {
		s := &script{answers: map[string]string{"POST /block_users": answer}}
		err := s.serve(t).Block(t.Context(), whatsapp.Address{Phone: "1"}, whatsapp.Address{Phone: "2"}, whatsapp.Address{Phone: "3"})
		var got *provider.BlockError
		if !errors.As(err, &got) {
			t.Fatalf("Block = %v", err)
		}
		if diff := cmp.Diff(&want, got.Cause); diff != "" {
			t.Error(diff)
		}
		failures := []provider.BlockFailure{
			{Who: whatsapp.Address{Phone: "1"}, Failure: whatsapp.Failure{Code: 131021, Class: whatsapp.Unreachable}},
			{Who: whatsapp.Address{Phone: "2"}, Failure: whatsapp.Failure{Code: 131047, Message: "m", Details: "d", Class: whatsapp.WindowClosed}},
			{Who: whatsapp.Address{Phone: "+9"}, Failure: whatsapp.Failure{Message: "no code"}}, // named otherwise than asked
		}
		if diff := cmp.Diff(failures, got.Failed); diff != "" {
			t.Error(diff)
		}
	}
	s := &script{answers: map[string]string{"POST /block_users": `400 {"error":{"code":139101}}`}}
	err := s.serve(t).Block(t.Context(), whatsapp.Address{Phone: "1"})
	if _, partly := errors.AsType[*provider.BlockError](err); partly || provider.KindOf(err) != provider.Invalid {
		t.Errorf("Block = %v", err)
	}
}
