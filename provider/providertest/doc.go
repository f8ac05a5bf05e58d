// Package providertest is the contract of [provider.Provider] as a test suite.
//
// A provider's conformance_test.go builds a [Rig] and calls [Run]:
//
//	func TestConformance(t *testing.T) {
//		providertest.Run(t, func(t *testing.T) providertest.Rig {
//			…
//		})
//	}
//
// A [Transport] in the place of the network gives a rig most of what it needs,
// and a [Log] the rest. Each case gets a rig of its own and runs in parallel
// with the others. The names of the cases are stable. What a provider cannot do
// it declares, in its capabilities or in the rig, in the negative: begin with
// nothing declared, and add until the suite passes.
//
// The suite is itself tested, by providers that are broken on purpose and that
// a named case must each catch.
package providertest
