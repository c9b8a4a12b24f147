# Runs a throwaway PostgreSQL in a folder until standard input is closed.
# $1: folder of the server programs, $2: the cluster's folder.
bin=$1 dir=$2
trap '' HUP INT TERM # the end of our parent is told by standard input alone
"$bin/initdb" --no-sync --auth=trust --username=postgres --encoding=UTF8 \
	--no-locale --pgdata="$dir/data" </dev/null || { touch "$dir/failed"; exit 1; }
"$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=on \
	-c max_connections=200 -c shared_buffers=64MB -c autovacuum=off \
	-c logging_collector=off </dev/null &
server=$!
(wait_for_end() { while kill -0 $server; do sleep 0.2; done; touch "$dir/failed"; }; wait_for_end) 2>/dev/null </dev/null &
cat >/dev/null
kill -QUIT $server # immediate: nothing in here is kept
wait $server
cd /
rm -rf "$dir"
exit 0
