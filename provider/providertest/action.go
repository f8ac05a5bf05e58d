package providertest

import (
	"context"
	"errors"
	"iter"
	"strings"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// do is one call of an ability.
type do func(ctx context.Context) error

// action is an ability that asks the provider something.
type action struct {
	name    string
	ability provider.Ability
	// once: done twice it would be there twice, so a lost answer is Uncertain.
	once bool
	// of makes a call that is right, and one that must be refused before any I/O
	// (nil = there is none); ok is false when the provider lacks the ability.
	of func(p provider.Provider) (right, wrong do, ok bool)
}

func actions() []action {
	return append(mediaActions(), append(templateActions(), profileActions()...)...)
}

func mediaActions() []action {
	return []action{
		{"upload media", provider.CanUploadMedia, false, with(func(a provider.MediaUploader) (do, do) {
			upload := func(mime string) do {
				return func(ctx context.Context) error {
					body := strings.NewReader("\xff\xd8\xff")
					_, err := a.UploadMedia(ctx, provider.Upload{
						Type: whatsapp.KindImage, MIME: mime, Name: "photo.jpg", Bytes: body.Size(), Body: body,
					})
					return err
				}
			}
			return upload("image/jpeg"), upload("image/tiff")
		})},
		{"delete media", provider.CanDeleteMedia, false, with(func(a provider.MediaDeleter) (do, do) {
			return call(a.DeleteMedia, "1003383421387256"), call(a.DeleteMedia, "")
		})},
		{"block", provider.CanBlock, false, with(func(a provider.Blocker) (do, do) {
			return blocks(a.Block)
		})},
		{"unblock", provider.CanUnblock, false, with(func(a provider.Unblocker) (do, do) {
			return blocks(a.Unblock)
		})},
		{"list blocked", provider.CanListBlocked, false, with(func(a provider.BlockLister) (do, do) {
			return func(ctx context.Context) error { return drain(a.Blocked(ctx)) }, nil
		})},
		{"read number", provider.CanReadNumber, false, with(func(a provider.NumberReader) (do, do) {
			return read(a.Number), nil
		})},
	}
}

func templateActions() []action {
	return []action{
		{"list templates", provider.CanListTemplates, false, with(func(a templates.Lister) (do, do) {
			return func(ctx context.Context) error { return drain(a.Templates(ctx, templates.Query{})) }, nil
		})},
		{"create template", provider.CanCreateTemplate, true, with(func(a templates.Creator) (do, do) {
			create := func(d templates.Definition) do {
				return func(ctx context.Context) error {
					_, err := a.CreateTemplate(ctx, d)
					return err
				}
			}
			return create(templates.Definition{
				Name: "order_ready", Language: "en_US", Category: templates.Utility,
				Components: []templates.Component{{Type: "BODY", Text: "Your order is ready."}},
			}), create(templates.Definition{})
		})},
		{"edit template", provider.CanEditTemplate, false, with(func(a templates.Editor) (do, do) {
			d := templates.Definition{ID: "1627019861106475", Components: []templates.Component{{Type: "BODY", Text: "Ready."}}}
			return call(a.EditTemplate, d), call(a.EditTemplate, templates.Definition{})
		})},
		{"delete template", provider.CanDeleteTemplate, false, with(func(a templates.Deleter) (do, do) {
			remove := func(name, id string) do {
				return func(ctx context.Context) error { return a.DeleteTemplate(ctx, name, id) }
			}
			// By name or by id: a provider may know one of the two only.
			right := func(ctx context.Context) error {
				err := remove("order_ready", "")(ctx)
				if errors.Is(err, provider.Unsupported) || errors.Is(err, provider.Invalid) {
					return remove("", "HX00000000000000000000000000000001")(ctx)
				}
				return err
			}
			return right, remove("", "")
		})},
		{"unpause template", provider.CanUnpauseTemplate, false, with(func(a templates.Unpauser) (do, do) {
			return call(a.UnpauseTemplate, "1627019861106475"), call(a.UnpauseTemplate, "")
		})},
	}
}

func profileActions() []action {
	about, long := "Lamps and more", strings.Repeat("x", profile.MaxAddressRunes+1)
	return []action{
		{"read profile", provider.CanReadProfile, false, with(func(a profile.Reader) (do, do) {
			return read(a.Profile), nil
		})},
		{"write profile", provider.CanWriteProfile, false, with(func(a profile.Writer) (do, do) {
			return call(a.UpdateProfile, profile.Patch{About: &about}), call(a.UpdateProfile, profile.Patch{Address: &long})
		})},
		{"write photo", provider.CanWritePhoto, false, with(func(a profile.PhotoWriter) (do, do) {
			set := func(mime string) do {
				return func(ctx context.Context) error {
					body := strings.NewReader("\xff\xd8\xff")
					return a.SetPhoto(ctx, profile.Photo{MIME: mime, Bytes: body.Size(), Body: body})
				}
			}
			return set("image/jpeg"), set("text/plain")
		})},
		{"request name", provider.CanRequestName, false, with(func(a profile.NameRequester) (do, do) {
			return call(a.RequestName, "Lamps and More"), call(a.RequestName, "")
		})},
		{"read official account", provider.CanReadOfficial, false, with(func(a profile.OfficialReader) (do, do) {
			return read(a.Official), nil
		})},
		{"request official account", provider.CanRequestOfficial, false, with(func(a profile.OfficialRequester) (do, do) {
			r := profile.OfficialRequest{
				Website: "https://example.com", Country: "DE", Language: "de", Links: []string{"https://example.com/article"},
			}
			return call(a.RequestOfficial, r), call(a.RequestOfficial, profile.OfficialRequest{})
		})},
	}
}

// with finds the ability and makes its calls.
func with[T any](calls func(T) (right, wrong do)) func(provider.Provider) (do, do, bool) {
	return func(p provider.Provider) (do, do, bool) {
		t, ok := provider.As[T](p)
		if !ok {
			return nil, nil, false
		}
		right, wrong := calls(t)
		return right, wrong, true
	}
}

func call[T any](method func(context.Context, T) error, arg T) do {
	return func(ctx context.Context) error { return method(ctx, arg) }
}

func read[T any](method func(context.Context) (T, error)) do {
	return func(ctx context.Context) error {
		_, err := method(ctx)
		return err
	}
}

func blocks(method func(context.Context, ...whatsapp.Address) error) (right, wrong do) {
	return func(ctx context.Context) error { return method(ctx, customer) },
		func(ctx context.Context) error { return method(ctx, whatsapp.Address{}) }
}

var errWentOn = errors.New("the list went on after an error")

// drain is the error that a list ends with.
func drain[T any](list iter.Seq2[T, error]) error {
	var failed error
	for _, err := range list {
		if failed != nil {
			return errWentOn
		}
		failed = err
	}
	return failed
}
