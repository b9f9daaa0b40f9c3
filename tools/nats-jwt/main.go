// Command nats-jwt makes identities of NATS for tests: what an operator makes with nsc and nk.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/nats-io/jwt/v2"
	"github.com/nats-io/nkeys"
)

const usage = `Usage: nats-jwt FOLDER

Writes into FOLDER, all of it new:
  operator.conf               an operator, its system account and an account with JetStream, for nats-server
  user.creds, stranger.creds  a user of that account, and one of an account that the server does not know
  nkey.conf                   one user by NKey, for nats-server
  user.seed, stranger.seed    that user's seed, and one that the server does not know
`

type identity struct {
	pair nkeys.KeyPair
	key  string
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, "nats-jwt:", err)
		os.Exit(1)
	}
	return value
}

func create(kind nkeys.PrefixByte) identity {
	pair := must(nkeys.CreatePair(kind))
	return identity{pair, must(pair.PublicKey())}
}

func (id identity) seed() []byte { return must(id.pair.Seed()) }

func accountJWT(account, operator identity, name string, jetStream bool) string {
	claims := jwt.NewAccountClaims(account.key)
	claims.Name = name
	if jetStream {
		claims.Limits.JetStreamLimits = jwt.JetStreamLimits{
			MemoryStorage: jwt.NoLimit, DiskStorage: jwt.NoLimit, Streams: jwt.NoLimit, Consumer: jwt.NoLimit,
		}
	}
	return must(claims.Encode(operator.pair))
}

func credentials(account identity) []byte {
	user := create(nkeys.PrefixByteUser)
	claims := jwt.NewUserClaims(user.key)
	return must(jwt.FormatUserConfig(must(claims.Encode(account.pair)), user.seed()))
}

func operatorConfig(operator, system, account identity) string {
	claims := jwt.NewOperatorClaims(operator.key)
	claims.SystemAccount = system.key
	return fmt.Sprintf("operator: %s\nsystem_account: %s\nresolver: MEMORY\nresolver_preload {\n  %s: %s\n  %s: %s\n}\n",
		must(claims.Encode(operator.pair)), system.key,
		system.key, accountJWT(system, operator, "SYS", false),
		account.key, accountJWT(account, operator, "PIPELINE", true))
}

func files() map[string][]byte {
	operator, system := create(nkeys.PrefixByteOperator), create(nkeys.PrefixByteAccount)
	account, user := create(nkeys.PrefixByteAccount), create(nkeys.PrefixByteUser)
	return map[string][]byte{
		"operator.conf":  []byte(operatorConfig(operator, system, account)),
		"user.creds":     credentials(account),
		"stranger.creds": credentials(create(nkeys.PrefixByteAccount)),
		"nkey.conf":      fmt.Appendf(nil, "authorization { users: [ { nkey: %s } ] }\n", user.key),
		"user.seed":      append(user.seed(), '\n'),
		"stranger.seed":  append(create(nkeys.PrefixByteUser).seed(), '\n'),
	}
}

// version is that of the module that makes the tokens, by which scripts/build-servers knows this program.
func version() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "github.com/nats-io/jwt/v2" {
			return strings.TrimPrefix(module.Version, "v")
		}
	}
	return "unknown"
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	switch os.Args[1] {
	case "--help":
		fmt.Print(usage)
		return
	case "--version":
		fmt.Println("nats-jwt", version())
		return
	}
	for name, content := range files() {
		must(0, os.WriteFile(filepath.Join(os.Args[1], name), content, 0o600))
	}
}
