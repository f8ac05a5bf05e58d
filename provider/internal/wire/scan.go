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
const bytesPerNode = 12

// Marks of strings, on top of a node's span.
const (
	escaped = 1 << 31 // holds a backslash
	wide    = 1 << 30 // holds more than ASCII
	marks   = escaped | wide
)

// scanner checks a JSON text and lists its nodes.
type scanner struct {
	body []byte
	deep bool

	// The nodes. The first lie in the scanner itself, which is on the stack: a
	// single message needs no more, and a slice of them would be moved to the
	// heap.
	length int
	few    [128]node
	many   []node
}

// root is the text's own value. Node 0 is none, so that 0 stands for "absent"
// wherever a member is meant.
const root = 1

// scan returns why the body is not JSON that can be read; empty when it is.
func (s *scanner) scan() string {
	if int64(len(s.body)) > math.MaxInt32 {
		return reasonLarge
	}
	s.length = root
	if most := len(s.body) / bytesPerNode; most > len(s.few) {
		s.many = make([]node, 0, most-len(s.few))
	}
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
	if p < len(s.body) && s.body[p] == '}' {
		return s.closed(at, p)
	}
	for p < len(s.body) && s.body[p] == '"' {
		if p = s.str(p); p < 0 {
			return -1
		}
		p = s.space(p)
		if p >= len(s.body) || s.body[p] != ':' {
			return -1
		}
		if p = s.value(s.space(p+1), depth+1); p < 0 {
			return -1
		}
		p = s.space(p)
		if p >= len(s.body) {
			return -1
		}
		switch s.body[p] {
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
	if p < len(s.body) && s.body[p] == ']' {
		return s.closed(at, p)
	}
	for {
		if p = s.value(p, depth+1); p < 0 {
			return -1
		}
		p = s.space(p)
		if p >= len(s.body) {
			return -1
		}
		switch s.body[p] {
		case ',':
			p = s.space(p + 1)
		case ']':
			return s.closed(at, p)
		default:
			return -1
		}
	}
}

// node is the one with this index.
func (s *scanner) node(i int) *node {
	if i < len(s.few) {
		return &s.few[i]
	}
	return &s.many[i-len(s.few)]
}

// add adds a node and returns its index.
func (s *scanner) add(n node) int {
	i := s.length
	if i < len(s.few) {
		s.few[i] = n
	} else {
		s.many = append(s.many, n)
	}
	s.length++
	return i
}

// open adds the node of an object or array and returns its index, or -1.
func (s *scanner) open(p, depth int) int {
	if depth >= maxDepth {
		s.deep = true
		return -1
	}
	return s.add(node{start: uint32(p)}) //nolint:gosec // scan refuses a body whose places would not fit
}

// closed completes the node that open added, whose last byte is at p.
func (s *scanner) closed(at, p int) int {
	n := s.node(at)
	n.end, n.span = uint32(p+1), uint32(s.length-at) //nolint:gosec // scan refuses a body whose places would not fit
	return p + 1
}

// scalar adds the node of a value without parts.
func (s *scanner) scalar(start, end int, span uint32) int {
	s.add(node{start: uint32(start), end: uint32(end), span: span}) //nolint:gosec // scan refuses a body whose places would not fit
	return end
}

// space returns the first place at or after p that is no white space.
func (s *scanner) space(p int) int {
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
