package provider

import (
	"iter"
	"strings"
)

// Ability is a set of actions that a provider may or may not have, each of them
// an interface of one method: [As] finds the interface, a flag here declares it,
// and package providertest holds the two together. The zero value is none.
type Ability uint32

// The abilities, each with its interface. Those of templates and of the
// business profile are in the packages of that name.
const (
	CanHandshake       Ability = 1 << iota // Handshaker
	CanMarkRead                            // ReadMarker
	CanType                                // Typer
	CanFetchMedia                          // MediaFetcher
	CanUploadMedia                         // MediaUploader
	CanDeleteMedia                         // MediaDeleter
	CanBlock                               // Blocker
	CanUnblock                             // Unblocker
	CanListBlocked                         // BlockLister
	CanReadNumber                          // NumberReader
	CanDiagnose                            // Doctor
	CanListTemplates                       // templates.Lister
	CanCreateTemplate                      // templates.Creator
	CanEditTemplate                        // templates.Editor
	CanDeleteTemplate                      // templates.Deleter
	CanUnpauseTemplate                     // templates.Unpauser
	CanReadProfile                         // profile.Reader
	CanWriteProfile                        // profile.Writer
	CanWritePhoto                          // profile.PhotoWriter
	CanRequestName                         // profile.NameRequester
	CanReadOfficial                        // profile.OfficialReader
	CanRequestOfficial                     // profile.OfficialRequester
)

var abilityNames = [...]string{
	"handshake", "mark read", "typing", "fetch media", "upload media", "delete media", "block", "unblock",
	"list blocked", "read number", "diagnose", "list templates", "create template", "edit template",
	"delete template", "unpause template", "read profile", "write profile", "write photo", "request name",
	"read official account", "request official account",
}

// Has reports whether all of b are in a.
func (a Ability) Has(b Ability) bool { return a&b == b }

// All yields each single ability of the set, in the order of the constants.
func (a Ability) All() iter.Seq[Ability] {
	return func(yield func(Ability) bool) {
		for i := range abilityNames {
			if one := Ability(1) << i; a.Has(one) && !yield(one) {
				return
			}
		}
	}
}

// String is the names, separated by commas.
func (a Ability) String() string {
	var names []string
	for i, name := range abilityNames {
		if a.Has(Ability(1) << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// AllAbilities is every ability there is.
const AllAbilities Ability = 1<<len(abilityNames) - 1
