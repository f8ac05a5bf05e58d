package providertest

import (
	"reflect"
	"strings"

	"github.com/wainbox/wainbox/profile"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

func capabilityCases() []Case {
	return []Case{
		{"capabilities/constant", capabilitiesConstant},
		{"capabilities/flags agree with interfaces", flagsAgree},
		{"capabilities/every kind has a sample", samplesCover},
	}
}

func capabilitiesConstant(t TB, r Rig) {
	c := r.Provider.Capabilities()
	if c.Name == "" || c.Name != strings.ToLower(c.Name) {
		t.Errorf("Name is %q, want one in lower case", c.Name)
	}
	if c.Send[whatsapp.KindText] != provider.No && c.MaxTextRunes <= 0 {
		t.Errorf("text is carried, and MaxTextRunes is %d", c.MaxTextRunes)
	}
	if c.Ref == provider.Lossy || c.IdentityKey == provider.Lossy {
		t.Errorf("Ref is %s and IdentityKey %s, want each full or no", c.Ref, c.IdentityKey)
	}
	for kind := range c.Send {
		c.Send[kind] = provider.No
	}
	if again := r.Provider.Capabilities(); allNo(again.Send) {
		t.Errorf("a caller's change of the map reached the provider")
	} else if _, err := r.Provider.Send(t.Context(), r.Samples[0]); err != nil {
		t.Errorf("Send after the capabilities were read: %v", err)
	}
	if !reflect.DeepEqual(r.Provider.Capabilities(), r.Provider.Capabilities()) {
		t.Errorf("the capabilities changed between two calls")
	}
}

func allNo(levels map[whatsapp.ContentKind]provider.Level) bool {
	for _, l := range levels {
		if l != provider.No {
			return false
		}
	}
	return true
}

// abilities is the interface of each ability.
func abilities() map[provider.Ability]func(provider.Provider) bool {
	return map[provider.Ability]func(provider.Provider) bool{
		provider.CanHandshake:       has[provider.Handshaker],
		provider.CanMarkRead:        has[provider.ReadMarker],
		provider.CanType:            has[provider.Typer],
		provider.CanFetchMedia:      has[provider.MediaFetcher],
		provider.CanUploadMedia:     has[provider.MediaUploader],
		provider.CanDeleteMedia:     has[provider.MediaDeleter],
		provider.CanBlock:           has[provider.Blocker],
		provider.CanUnblock:         has[provider.Unblocker],
		provider.CanListBlocked:     has[provider.BlockLister],
		provider.CanReadNumber:      has[provider.NumberReader],
		provider.CanDiagnose:        has[provider.Doctor],
		provider.CanListTemplates:   has[templates.Lister],
		provider.CanCreateTemplate:  has[templates.Creator],
		provider.CanEditTemplate:    has[templates.Editor],
		provider.CanDeleteTemplate:  has[templates.Deleter],
		provider.CanUnpauseTemplate: has[templates.Unpauser],
		provider.CanReadProfile:     has[profile.Reader],
		provider.CanWriteProfile:    has[profile.Writer],
		provider.CanWritePhoto:      has[profile.PhotoWriter],
		provider.CanRequestName:     has[profile.NameRequester],
		provider.CanReadOfficial:    has[profile.OfficialReader],
		provider.CanRequestOfficial: has[profile.OfficialRequester],
	}
}

func flagsAgree(t TB, r Rig) {
	declared := r.Provider.Capabilities().Abilities
	if more := declared &^ provider.AllAbilities; more != 0 {
		t.Errorf("abilities are declared that there are not: %b", more)
	}
	for a, has := range abilities() {
		if found := has(r.Provider); declared.Has(a) != found {
			t.Errorf("%s is declared %v, and its interface is found: %v", a, declared.Has(a), found)
		}
	}
}

func has[T any](p provider.Provider) bool {
	_, ok := provider.As[T](p)
	return ok
}

func samplesCover(t TB, r Rig) {
	seen := map[whatsapp.ContentKind]bool{}
	for i, m := range r.Samples {
		if err := m.Validate(); err != nil {
			t.Errorf("Samples[%d]: %v", i, err)
			continue
		}
		seen[m.Content.Kind()] = true
	}
	for kind, level := range r.Provider.Capabilities().Send {
		if level != provider.No && !seen[kind] {
			t.Errorf("%s is declared %s, and no sample is one", kind, level)
		}
		if level == provider.No && seen[kind] {
			t.Errorf("a sample is %s, which is declared no", kind)
		}
	}
}
