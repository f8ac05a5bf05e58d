package providertest

import (
	"reflect"
	"strings"

	"github.com/wainbox/wainbox/provider"
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

func flagsAgree(t TB, r Rig) {
	c := r.Provider.Capabilities()
	flag(t, "MarkRead", c.MarkRead, has[provider.ReadMarker](r.Provider))
	flag(t, "Typing", c.Typing, has[provider.Typer](r.Provider))
	flag(t, "FetchMedia", c.FetchMedia, has[provider.MediaFetcher](r.Provider))
	flag(t, "Handshake", c.Handshake, has[provider.Handshaker](r.Provider))
}

func flag(t TB, name string, declared, has bool) {
	t.Helper()
	if declared != has {
		t.Errorf("%s is declared %v, and its interface is found: %v", name, declared, has)
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
