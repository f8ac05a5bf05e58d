package wire

import "math"

// maxDepth is how deep a callback may nest. The platform's own stay under
// twenty; the limit keeps a hostile one from using up the stack.
const maxDepth = 128

// Reasons for which a whole body is unread.
const (
	reasonSyntax = "not valid JSON"
	reasonDeep   = "nested deeper than 128 levels"
	reasonLarge  = "larger than 2 GiB"
)

// node is one key or one value. Nodes lie in the document's order: a member of
// an object is its key's node and then its value's, and what a value holds
// follows it directly. So a value is stepped over in one addition, however
// large it is, and reading keys in any order never scans a byte twice.
type node struct {
	start, end uint32 // in the body, quotes and brackets included
	span       uint32 // nodes of the value and all in it, below the marks
}

// bytesPerNode is what a key or a value takes up in a callback, measured low:
// a guess too high costs a copy, one too low costs memory.
const bytesPerNode = 10

// Marks of strings, on top of a node's span.
const (
	escaped = 1 << 31 // holds a backslash
	wide    = 1 << 30 // holds more than ASCII
	marks   = escaped | wide
)

// scanner checks a JSON text and lists its nodes.
type scanner struct {
	body  []byte
	nodes []node
	deep  bool
}

// root is the text's own value. Node 0 is none, so that 0 stands for "absent"
// wherever a member is meant.
const root = 1

// scan returns why the body is not JSON that can be read; empty when it is.
func (s *scanner) scan() string {
	if int64(len(s.body)) > math.MaxInt32 {
		return reasonLarge
	}
	if most := len(s.body)/bytesPerNode + root; most > cap(s.nodes) {
		s.nodes = make([]node, 0, most)
	}
	s.nodes = append(s.nodes[:0], node{})
	p := s.value(s.space(0), 0)
	switch {
	case p >= 0 && s.space(p) == len(s.body):
		return ""
	case s.deep:
		return reasonDeep
	default:
		return reasonSyntax
	}
}

// value reads one value at p and returns where it ends, or -1. So do the
// methods below.
func (s *scanner) value(p, depth int) int {
	if p >= len(s.body) {
		return -1
	}
	switch s.body[p] {
	case '"':
		return s.str(p)
	case '{':
		return s.object(p, depth)
	case '[':
		return s.array(p, depth)
	case 't':
		return s.literal(p, "true")
	case 'f':
		return s.literal(p, "false")
	case 'n':
		return s.literal(p, "null")
	default:
		return s.number(p)
	}
}

func (s *scanner) object(p, depth int) int {
	at := s.open(p, depth)
	if at < 0 {
		return -1
	}
	p = s.space(p + 1)
	if s.at(p) == '}' {
		return s.closed(at, p)
	}
	for s.at(p) == '"' {
		if p = s.str(p); p < 0 {
			return -1
		}
		if p = s.space(p); s.at(p) != ':' {
			return -1
		}
		if p = s.value(s.space(p+1), depth+1); p < 0 {
			return -1
		}
		p = s.space(p)
		switch s.at(p) {
		case ',':
			p = s.space(p + 1)
		case '}':
			return s.closed(at, p)
		default:
			return -1
		}
	}
	return -1
}

func (s *scanner) array(p, depth int) int {
	at := s.open(p, depth)
	if at < 0 {
		return -1
	}
	p = s.space(p + 1)
	if s.at(p) == ']' {
		return s.closed(at, p)
	}
	for {
		if p = s.value(p, depth+1); p < 0 {
			return -1
		}
		p = s.space(p)
		switch s.at(p) {
		case ',':
			p = s.space(p + 1)
		case ']':
			return s.closed(at, p)
		default:
			return -1
		}
	}
}

// open adds the node of an object or array and returns its index, or -1.
func (s *scanner) open(p, depth int) int {
	if depth >= maxDepth {
		s.deep = true
		return -1
	}
	s.nodes = append(s.nodes, node{start: uint32(p)}) //nolint:gosec // scan refuses a body whose places would not fit
	return len(s.nodes) - 1
}

// closed completes the node that open added, whose last byte is at p.
func (s *scanner) closed(at, p int) int {
	n := s.node(at)
	n.end, n.span = uint32(p+1), uint32(len(s.nodes)-at) //nolint:gosec // scan refuses a body whose places would not fit
	return p + 1
}

// scalar adds the node of a value without parts.
func (s *scanner) scalar(start, end int, span uint32) int {
	s.nodes = append(s.nodes, node{start: uint32(start), end: uint32(end), span: span}) //nolint:gosec // scan refuses a body whose places would not fit
	return end
}

// at is the byte at p, and 0 past the end.
func (s *scanner) at(p int) byte {
	if p >= len(s.body) {
		return 0
	}
	return s.body[p]
}

// space returns the first place at or after p that is no white space.
func (s *scanner) space(p int) int {
	if s.at(p) > ' ' {
		return p
	}
	return s.spaces(p)
}

func (s *scanner) spaces(p int) int {
	for p < len(s.body) {
		switch s.body[p] {
		case ' ', '\n', '\r', '\t':
			p++
		default:
			return p
		}
	}
	return p
}
