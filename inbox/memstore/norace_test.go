//go:build !race

package memstore_test

// simulated is how many seeds the simulation has.
const simulated = 10_000
