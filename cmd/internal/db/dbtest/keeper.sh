# Runs a throwaway PostgreSQL in a folder until standard input is closed.
# $1: folder of the server programs, $2: the cluster's folder, then more
# arguments for the server.
bin=$1 dir=$2
shift 2
trap '' HUP INT TERM # the end of our parent is told by standard input alone
"$bin/initdb" --no-sync --auth=trust --username=postgres --encoding=UTF8 \
	--no-locale --pgdata="$dir/data" </dev/null || { touch "$dir/failed"; exit 1; }
"$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=on \
	-c max_connections=200 -c shared_buffers=64MB -c max_wal_size=512MB -c autovacuum=off \
	-c logging_collector=off "$@" </dev/null &
server=$!
(while kill -0 $server; do sleep 0.2; done; touch "$dir/failed") 2>/dev/null </dev/null &
watcher=$!
cat >/dev/null
kill -KILL $watcher # or it would put its mark into a folder being removed
kill -QUIT $server  # immediate: nothing in here is kept
wait
cd /
rm -rf "$dir"
exit 0
