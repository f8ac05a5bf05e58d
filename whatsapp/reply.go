package whatsapp

// Button is a tap on a quick reply of a template. Payload is the label unless
// the send set one.
type Button struct {
	Text    string `json:"text"`
	Payload string `json:"payload,omitempty"`
}

// ButtonReply is a tap on a reply button of an interactive message.
type ButtonReply struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// ListReply is a row chosen from a list.
type ListReply struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
}

// FlowReply is a form that the customer filled: a Flow or an address message.
// Response is the JSON text that the form produced.
type FlowReply struct {
	Name     string `json:"name,omitempty"`
	Body     string `json:"body,omitempty"`
	Response string `json:"response,omitempty"`
}

// CallPermissionReply answers a request to be allowed to call.
type CallPermissionReply struct {
	Response  string `json:"response"`         // "accept" or "reject"
	Source    string `json:"source,omitempty"` // "user_action" or "automatic"
	Permanent bool   `json:"permanent,omitempty"`
	// Expires is in Unix seconds; 0 = not given.
	Expires int64 `json:"expires,omitempty"`
}

// Kind returns [KindButton].
func (Button) Kind() ContentKind { return KindButton }

// Kind returns [KindButtonReply].
func (ButtonReply) Kind() ContentKind { return KindButtonReply }

// Kind returns [KindListReply].
func (ListReply) Kind() ContentKind { return KindListReply }

// Kind returns [KindFlowReply].
func (FlowReply) Kind() ContentKind { return KindFlowReply }

// Kind returns [KindCallPermissionReply].
func (CallPermissionReply) Kind() ContentKind { return KindCallPermissionReply }
