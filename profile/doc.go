// Package profile is what customers see of a business: its profile, its display
// name, and whether it is an official business account.
package profile
