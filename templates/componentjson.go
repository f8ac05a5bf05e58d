package templates

import (
	"encoding/json"
	"maps"
)

// UnmarshalJSON reads a string or an array of strings.
func (e *Examples) UnmarshalJSON(data []byte) error {
	var one *string
	if json.Unmarshal(data, &one) == nil {
		*e = nil
		if one != nil {
			*e = Examples{*one}
		}
		return nil
	}
	var many []string
	if json.Unmarshal(data, &many) != nil {
		return ErrNotTemplate
	}
	*e = many
	return nil
}

// UnmarshalJSON keeps in Extra what has no field here, and a value of another
// type than the field's.
func (c *Component) UnmarshalJSON(data []byte) error { return readObject(data, c) }

// MarshalJSON writes Extra back.
func (c Component) MarshalJSON() ([]byte, error) { return writeObject(c) }

// UnmarshalJSON reads as [Component.UnmarshalJSON] does.
func (c *Card) UnmarshalJSON(data []byte) error { return readObject(data, c) }

// MarshalJSON writes Extra back.
func (c Card) MarshalJSON() ([]byte, error) { return writeObject(c) }

// UnmarshalJSON reads as [Component.UnmarshalJSON] does.
func (o *Offer) UnmarshalJSON(data []byte) error { return readObject(data, o) }

// MarshalJSON writes Extra back.
func (o Offer) MarshalJSON() ([]byte, error) { return writeObject(o) }

// UnmarshalJSON reads as [Component.UnmarshalJSON] does.
func (e *Example) UnmarshalJSON(data []byte) error { return readObject(data, e) }

// MarshalJSON writes Extra back.
func (e Example) MarshalJSON() ([]byte, error) { return writeObject(e) }

// UnmarshalJSON reads as [Component.UnmarshalJSON] does.
func (e *NamedExample) UnmarshalJSON(data []byte) error { return readObject(data, e) }

// MarshalJSON writes Extra back.
func (e NamedExample) MarshalJSON() ([]byte, error) { return writeObject(e) }

// UnmarshalJSON reads as [Component.UnmarshalJSON] does.
func (a *App) UnmarshalJSON(data []byte) error { return readObject(data, a) }

// MarshalJSON writes Extra back.
func (a App) MarshalJSON() ([]byte, error) { return writeObject(a) }

// UnmarshalJSON reads as [Component.UnmarshalJSON] does.
func (b *Button) UnmarshalJSON(data []byte) error { return readObject(data, b) }

// MarshalJSON writes Extra back, and the sample of a code to copy as a string, as
// the platform wants it there.
func (b Button) MarshalJSON() ([]byte, error) {
	if is(b.Type, "COPY_CODE") && len(b.Example) == 1 {
		b.Extra = b.Extra.with("example", b.Example[0])
		b.Example = nil
	}
	return writeObject(b)
}

// with is a copy with a text besides.
func (m Members) with(name, text string) Members {
	all := Members{}
	maps.Copy(all, m)
	all[name] = quoted(text)
	return all
}

func quoted(text string) json.RawMessage {
	raw, err := json.Marshal(text)
	if err != nil { // of a text it never is
		return nil
	}
	return raw
}
