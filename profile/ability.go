package profile

import (
	"context"
	"io"
)

// Reader is the ability to read the profile.
type Reader interface {
	Profile(ctx context.Context) (Profile, error)
}

// Writer is the ability to change the profile.
type Writer interface {
	// UpdateProfile changes what the patch sets and leaves the rest. A patch that
	// breaks a limit is refused before any I/O.
	UpdateProfile(ctx context.Context, p Patch) error
}

// PhotoWriter is the ability to change the profile's photo: JPEG or PNG, at
// most 5 MB, square and at least 192 pixels wide.
type PhotoWriter interface {
	SetPhoto(ctx context.Context, p Photo) error
}

// Photo is a picture to be set.
type Photo struct {
	MIME string
	// Bytes is the size of Body, which is read once, in order.
	Bytes int64
	Body  io.Reader
}

// NameRequester is the ability to ask for another display name; the platform
// reviews it and tells the outcome in a webhook.
type NameRequester interface {
	RequestName(ctx context.Context, name string) error
}

// OfficialReader is the ability to read whether the number is an official
// business account.
type OfficialReader interface {
	Official(ctx context.Context) (Official, error)
}

// Official is how the number stands as an official business account.
type Official struct {
	Is bool
	// Status of the last request, in the platform's word, as "PENDING" or
	// "NOT_STARTED"; the set is open.
	Status string
}

// OfficialRequester is the ability to ask to become an official business
// account. That the request was taken says nothing of its outcome.
type OfficialRequester interface {
	RequestOfficial(ctx context.Context, r OfficialRequest) error
}

// OfficialRequest is what the platform wants to know. Links are at most five
// articles about the business. Source: Cloud API, "Official business
// accounts", November 2025.
type OfficialRequest struct {
	Website  string
	Country  string // of the main operation, ISO 3166
	Language string
	Links    []string
	Brand    string // the parent business or brand; optional
	More     string // anything else; optional
}
