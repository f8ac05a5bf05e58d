// Package templates is message templates as a provider keeps them: their
// definition, and the abilities to list, create, change and delete them. What
// is sent is a [whatsapp.Template], the values for one.
//
// The JSON of a [Definition] is the platform's own, which the Cloud API,
// 360dialog and 1msg share.
package templates
