//go:build race

package memstore_test

// simulated is how many seeds the simulation has: what -race looks for, the
// first of them show.
const simulated = 500
