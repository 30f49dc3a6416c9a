cd "$T"
mkdir out
umask 022
echo old >out/a
chmod 640 out/a
printf 'a' >a.tmpl
printf 'b' >b.tmpl
echo '.x=1' | tmpl-render -t -d out a.tmpl b.tmpl
stat -c '%n %a' out/*
cat out/a
