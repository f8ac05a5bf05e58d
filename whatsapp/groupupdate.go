package whatsapp

// GroupUpdate is emitted when a group was made, changed, joined, left or
// suspended. Type says which of the fields are given. Source: "Groups", 2026.
type GroupUpdate struct {
	Notice

	// Type is group_create, group_delete, group_participants_add,
	// group_participants_remove, group_join_request_created,
	// group_join_request_revoked, group_settings_update, group_suspend or
	// group_suspend_cleared.
	Type  string
	Group GroupID
	// Request is the id of our own request that this answers.
	Request string

	Subject     string
	Description string
	InviteLink  string
	JoinMode    string // auto_approve or approval_required

	Reason string // "invite_link"
	// By says who removed participants: business or participant.
	By      string
	Added   []Participant
	Removed []Participant
	// Failed are those who could not be removed, each with its failures.
	Failed []Participant

	JoinRequest string
	// Joining is who asked to join.
	Joining Participant

	// Settings are what was asked to be changed, each with its outcome.
	Settings []GroupSetting
	Failures []Failure
}

// Participant is a member of a group, or somebody who was meant to be.
type Participant struct {
	Address
	Parent   UserID
	Username string
	// Input is the name that we gave in our request.
	Input    string
	Failures []Failure
}

// GroupSetting is one change of a group.
type GroupSetting struct {
	Name string // profile_picture, group_subject or group_description
	Text string
	// MIME and SHA256 are a picture's.
	MIME     string
	SHA256   string
	Done     bool
	Failures []Failure
}
