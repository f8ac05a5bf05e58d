package profile

import "context"

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
// most 5 MB, square and at least 192 pixels wide; [PhotoOf] checks the shape.
type PhotoWriter interface {
	SetPhoto(ctx context.Context, p Photo) error
}

// NameRequester is the ability to ask for another display name; the platform
// reviews it and tells the outcome in a webhook. [Name] holds how it stands.
type NameRequester interface {
	RequestName(ctx context.Context, name string) error
}

// OfficialReader is the ability to read whether the number is an official
// business account.
type OfficialReader interface {
	Official(ctx context.Context) (Official, error)
}

// OfficialRequester is the ability to ask to become an official business
// account. That the request was taken says nothing of its outcome; [Badge] holds
// how it stands.
type OfficialRequester interface {
	RequestOfficial(ctx context.Context, r OfficialRequest) error
}
