package providertest_test

import (
	"context"
	"iter"
	"net/http"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// goodAct is every ability that asks the provider something: an invalid call is
// refused first, and then there is one request.
func (f *fake) goodAct(ctx context.Context, op string, once bool, invalid error) error {
	if invalid != nil {
		return &provider.Error{Op: op, Kind: provider.Invalid}
	}
	if err := ctx.Err(); err != nil {
		return &provider.Error{Op: op, Kind: provider.Unavailable, Err: err}
	}
	lost := provider.Unavailable
	if once {
		lost = provider.Uncertain
	}
	status, _, err := f.request(ctx)
	switch {
	case err != nil:
		return &provider.Error{Op: op, Kind: lost, Err: err}
	case status == http.StatusOK:
		return nil
	case status == http.StatusUnauthorized:
		return &provider.Error{Op: op, Kind: provider.Auth}
	case status == http.StatusTooManyRequests:
		return &provider.Error{Op: op, Kind: provider.Throttled}
	default:
		return &provider.Error{Op: op, Kind: lost}
	}
}

// missing is an error when a required value is empty.
func missing(value string) error {
	if value == "" {
		return provider.Invalid
	}
	return nil
}

func (f *fake) UploadMedia(ctx context.Context, u provider.Upload) (whatsapp.MediaID, error) {
	return "1", f.act(ctx, "upload media", false, u.Validate())
}

func (f *fake) DeleteMedia(ctx context.Context, id whatsapp.MediaID) error {
	return f.act(ctx, "delete media", false, missing(string(id)))
}

func (f *fake) Block(ctx context.Context, who ...whatsapp.Address) error {
	return f.act(ctx, "block", false, missing(string(who[0].Phone)))
}

func (f *fake) Unblock(ctx context.Context, who ...whatsapp.Address) error {
	return f.act(ctx, "unblock", false, missing(string(who[0].Phone)))
}

func (f *fake) Blocked(ctx context.Context) iter.Seq2[whatsapp.Address, error] {
	return func(yield func(whatsapp.Address, error) bool) {
		if err := f.act(ctx, "list blocked", false, nil); err != nil {
			yield(whatsapp.Address{}, err)
		}
	}
}

func (f *fake) Number(ctx context.Context) (provider.Number, error) {
	return provider.Number{}, f.act(ctx, "read number", false, nil)
}

func (f *fake) Templates(ctx context.Context, _ templates.Query) iter.Seq2[templates.Definition, error] {
	return func(yield func(templates.Definition, error) bool) {
		if err := f.act(ctx, "list templates", false, nil); err != nil {
			yield(templates.Definition{}, err)
		}
	}
}

func (f *fake) CreateTemplate(ctx context.Context, d templates.Definition) (templates.Submitted, error) {
	return templates.Submitted{}, f.act(ctx, "create template", true, missing(d.Name))
}

func (f *fake) EditTemplate(ctx context.Context, d templates.Definition) error {
	return f.act(ctx, "edit template", false, missing(d.ID))
}

func (f *fake) DeleteTemplate(ctx context.Context, name, id string) error {
	return f.act(ctx, "delete template", false, missing(name+id))
}

func (f *fake) UnpauseTemplate(ctx context.Context, id string) error {
	return f.act(ctx, "unpause template", false, missing(id))
}

func (f *fake) Profile(ctx context.Context) (profile.Profile, error) {
	return profile.Profile{}, f.act(ctx, "read profile", false, nil)
}

func (f *fake) UpdateProfile(ctx context.Context, p profile.Patch) error {
	return f.act(ctx, "write profile", false, p.Validate())
}

func (f *fake) SetPhoto(ctx context.Context, p profile.Photo) error {
	var invalid error
	if p.MIME != "image/jpeg" {
		invalid = provider.Invalid
	}
	return f.act(ctx, "write photo", false, invalid)
}

func (f *fake) RequestName(ctx context.Context, name string) error {
	return f.act(ctx, "request name", false, missing(name))
}

func (f *fake) Official(ctx context.Context) (profile.Official, error) {
	return profile.Official{}, f.act(ctx, "read official account", false, nil)
}

func (f *fake) RequestOfficial(ctx context.Context, r profile.OfficialRequest) error {
	return f.act(ctx, "request official account", false, missing(r.Website))
}

func (f *fake) Diagnose(ctx context.Context, _ string) []provider.Finding { return f.diagnose(ctx) }

func (f *fake) goodDiagnose(ctx context.Context) []provider.Finding {
	found := []provider.Finding{{Step: provider.StepCredentials, Verdict: provider.Healthy, Text: "the key is valid"}}
	if err := f.act(ctx, "diagnose", false, nil); err != nil {
		found[0] = provider.Finding{
			Step: provider.StepCredentials, Verdict: provider.Failed, Text: "the key is refused", Advice: "Ask for another.", Err: err,
		}
	}
	for _, step := range provider.Steps()[1:] {
		found = append(found, provider.Finding{Step: step, Verdict: provider.Skipped, Text: "there is no such thing"})
	}
	return found
}
