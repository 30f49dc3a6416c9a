cd "$T"
mkdir out
echo kept >other
ln -s ../other out/.x.new
echo 'a: {{ .a }}' >x.tmpl
cp x.tmpl .x.new.tmpl
echo '.a=1' >in
tmpl-render -d out x.tmpl <in
cat out/x other
[ ! -h out/x ]
! tmpl-render -d out .x.new.tmpl x.tmpl <in 2>&1
tmpl-render .x.new.tmpl <in
