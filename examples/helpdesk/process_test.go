//go:build unix

package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// binaries builds the helpdesk and the simulator, and returns their folder.
func binaries(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", folder+string(filepath.Separator), ".", "../simulator")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return folder
}

// process is a program of ours that runs by itself.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	name string
	log  string // its stderr
	// address is what it said that it listens on.
	address string
}

// launch starts a program and waits until it says that it listens. What is left
// of it at the test's end is killed.
func launch(t *testing.T, program string, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, name: filepath.Base(program), log: filepath.Join(t.TempDir(), "stderr")}
	p.cmd = exec.CommandContext(context.WithoutCancel(t.Context()), program, args...)
	p.cmd.Dir = t.TempDir()
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "WAINBOX_") {
			p.cmd.Env = append(p.cmd.Env, pair)
		}
	}
	p.cmd.Env = append(p.cmd.Env, env...)
	stderr, err := os.Create(p.log)
	must(t, err)
	defer func() { _ = stderr.Close() }()
	p.cmd.Stderr = stderr
	out, err := p.cmd.StdoutPipe()
	must(t, err)
	must(t, p.cmd.Start())
	t.Cleanup(func() {
		if p.cmd.ProcessState == nil {
			_ = p.cmd.Process.Kill()
			_ = p.cmd.Wait()
		}
		if said, err := os.ReadFile(p.log); err == nil && len(said) > 0 && t.Failed() {
			t.Logf("%s said:\n%s", p.name, said)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	_, address, ok := strings.Cut(strings.TrimSpace(line), " listening on ")
	if err != nil || !ok {
		said, _ := os.ReadFile(p.log)
		t.Fatalf("%s did not start: %v %q\n%s", p.name, err, line, said)
	}
	p.address = "http://" + strings.TrimPrefix(address, "http://")
	return p
}

// kill ends the process as a power cut would, in the middle of anything.
func (p *process) kill() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Kill())
	if err := p.cmd.Wait(); err == nil {
		p.t.Fatalf("%s had ended before it was killed", p.name)
	}
}

// stop asks the process to end, and fails unless it does so well.
func (p *process) stop() {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(syscall.SIGTERM))
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	select {
	case err := <-ended:
		if err != nil {
			p.t.Errorf("%s ended with %v", p.name, err)
		}
	case <-deadline.C:
		p.t.Fatalf("%s does not stop", p.name)
	}
}
