package whatsapp

// FlowUpdate is emitted when a flow's status changed or its endpoint is not
// well. Source: "Flows webhooks", November 2025.
type FlowUpdate struct {
	Notice

	// Event is FLOW_STATUS_CHANGE, CLIENT_ERROR_RATE, ENDPOINT_ERROR_RATE,
	// ENDPOINT_LATENCY or ENDPOINT_AVAILABILITY, or a later one.
	Event   string
	Message string
	ID      string
	// OldStatus and NewStatus are DRAFT, PUBLISHED, DEPRECATED, BLOCKED or
	// THROTTLED.
	OldStatus string
	NewStatus string
	// AlertState is ACTIVATED or DEACTIVATED.
	AlertState string
	Warning    string
	// The figures are as the platform writes them, in its units: rates and
	// availability in percent, latencies in milliseconds. Empty = not given.
	Threshold    string
	ErrorRate    string
	P50Latency   string
	P90Latency   string
	Requests     string
	Availability string
	Errors       []FlowError
}

// FlowError is one kind of error of a flow and how often it came.
type FlowError struct {
	Type  string
	Rate  string
	Count string
}
