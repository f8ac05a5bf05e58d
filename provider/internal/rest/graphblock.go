package rest

import (
	"slices"
	"strconv"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/whatsapp"
)

// blockFailure is a customer who was not blocked, or unblocked.
type blockFailure struct {
	Phone  whatsapp.Phone  `json:"wa_id"`
	User   whatsapp.UserID `json:"user_id"`
	Input  string          `json:"input"`
	Errors []struct {
		Code    GraphID `json:"code"`
		Title   string  `json:"title"`
		Message string  `json:"message"`
		Data    struct {
			Details string `json:"details"`
		} `json:"error_data"`
	} `json:"errors"`
}

// GraphBlockFailures reads from an answer who was not blocked, or unblocked, in
// the order asked; who is named otherwise than asked comes last, by the name in
// the answer. The platform puts them beside the error. Source: Cloud API, "Block
// users", June 2026.
func GraphBlockFailures(body []byte, who []whatsapp.Address) []provider.BlockFailure {
	var answer struct {
		Users struct {
			Failed []blockFailure `json:"failed_users"`
		} `json:"block_users"`
	}
	if Lenient(body, &answer) != nil {
		return nil
	}
	left := answer.Users.Failed
	var failed []provider.BlockFailure
	for _, a := range who {
		at := slices.IndexFunc(left, func(f blockFailure) bool { return f.is(a) })
		if at < 0 {
			continue
		}
		failed = append(failed, provider.BlockFailure{Who: a, Failure: left[at].failure()})
		left = slices.Delete(left, at, at+1)
	}
	for _, f := range left {
		a := whatsapp.Address{Phone: f.Phone, User: f.User}
		if a.IsZero() {
			a.Phone = whatsapp.Phone(f.Input)
		}
		failed = append(failed, provider.BlockFailure{Who: a, Failure: f.failure()})
	}
	return failed
}

// is reports whether the platform speaks of this customer.
func (f blockFailure) is(a whatsapp.Address) bool {
	if digits := a.Phone.Digits(); digits != "" {
		return digits == whatsapp.Phone(f.Input).Digits() || digits == f.Phone.Digits()
	}
	return a.User != "" && (string(a.User) == f.Input || a.User == f.User)
}

func (f blockFailure) failure() whatsapp.Failure {
	if len(f.Errors) == 0 {
		return whatsapp.Failure{}
	}
	e := f.Errors[0]
	failure := whatsapp.Failure{Title: e.Title, Message: e.Message, Details: e.Data.Details}
	// 0 is a code of its own, so one that cannot be read is not looked up.
	if code, err := strconv.Atoi(string(e.Code)); err == nil {
		failure.Code, failure.Class = code, wire.KindOf(code).Class()
	}
	return failure
}
