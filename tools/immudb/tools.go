//go:build tools

// Package tools pins the program that scripts/build-servers builds.
package tools

import _ "github.com/codenotary/immudb/cmd/immudb"
