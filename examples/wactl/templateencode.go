package main

import (
	"encoding/json"

	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/onemsg"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

// encodeTemplate is a filled template as a provider takes it: the platform's
// object at the Cloud API and 360dialog.
func encodeTemplate(provider string, t whatsapp.Template) (any, error) {
	switch provider {
	case twilio.Name:
		return contentOf(t)
	case onemsg.Name:
		return paramsOf(t)
	default:
		object, err := cloudapi.EncodeTemplate(t)
		return json.RawMessage(object), err
	}
}

// content is two fields of the form that Twilio takes.
type content struct {
	SID       string `json:"ContentSid"`
	Variables string `json:"ContentVariables,omitempty"` // a JSON object
}

func contentOf(t whatsapp.Template) (content, error) {
	variables, err := twilio.Variables(t)
	if err != nil || len(variables) == 0 {
		return content{SID: t.ID}, err
	}
	text, err := json.Marshal(variables)
	return content{SID: t.ID, Variables: string(text)}, err
}

// params are 1msg's words for the platform's. The namespace is the account's, and
// not known here.
type params struct {
	Template string `json:"template"`
	Language struct {
		Policy string `json:"policy"`
		Code   string `json:"code"`
	} `json:"language"`
	Params json.RawMessage `json:"params,omitempty"`
}

func paramsOf(t whatsapp.Template) (params, error) {
	p := params{Template: t.Name}
	p.Language.Policy, p.Language.Code = "deterministic", t.Language
	object, err := cloudapi.EncodeTemplate(t)
	if err != nil {
		return p, err
	}
	var parts struct {
		Components json.RawMessage `json:"components"`
	}
	err = json.Unmarshal(object, &parts)
	p.Params = parts.Components
	return p, err
}
