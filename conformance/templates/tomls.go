package main

// Valid and invalid texts for fromToml.
var tomls = []string{
	"a = 1\n[b]\nc = 'x'\nd.e = [1, 2.5, true]\n", "a=1\na=2", "[a]\n[a]\n", "[[t]]\nx=1\n[[t]]\nx=2\n[t.u]\ny=0x1F\n",
	`a = {b = 1, c.d = "\u00e9\n", }`, "s = \"\"\"\none \\\n  two\n\"\"\"\nr = '''\nraw\\n'''\n", "a = 01", "a = 1_000\nb = 1__0",
	"a = [1, [2, 3], {x = 1}] # c\n\n[\"q k\".'r'.s]\nv=-0.5e+3\nw=0b101\nx=+7\ny=0o17", "a.b=1\n[a]\nc=2", "[a.b]\nx=1\n[a]\ny=2\n[a.b.c]",
	"t=[]\n[[t]]", "a = ", "= 1", "a", "[a", `a = "x`, "a = 1 b = 2", "a=9223372036854775808", "a=1e", "a=.5", "a=5.",
	"\"\" = 1\n1 = 2\n-a_ = 3", `a = "\x41\e"`, `a = "\q"`, "[[a]]\n[a]", "[a]\nb.c=1\n[a.b]", "a=true\nb=tru", `x = """a"""""`, "  a = 1\r\n\tb = 2",
	"# only", "a=[\n1, # one\n 2,\n]", "[ a . b ]\nx=1", "a={}\nb=[{}]", "a=\"tab\there\"", "a='it''s'", "a=0xg", "a=-0", "a=+0.0", "a = [1,,2]",
	"a={b=1,b=2}", "a.b=1\na.c=2", "[a]\nx=1\n[[a.t]]\ny=1\n[[a.t]]\ny=2\n[a.t.z]", "a=1\n\na.b=2", "[a]\n[a.b]\n[[a.b]]", "a=[{x=1},{y=2}]\nb=1_0.5_0",
	"a = {\n b = 1,\n c = 2\n}", "a=1_", "a=0x_1", "a=0b12", "[]", "[a.]", "[a]]", "[[a]", "a=nul", "a=1e06", "a=1e+6", "a=0e0", "a=00.5",
}
