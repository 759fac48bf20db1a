#!/bin/sh
# Starts a program of Naru. One text for all of them: the build fills in what stands between at signs.
#
# In order: find the program's own folder, find Java 17 or newer, see to a UTF-8 locale, look for the archive of
# preloaded classes in the user's cache (and have it made in the background where there is none), start the JVM.
# Nothing here may cost more than a few milliseconds, and nothing about the archive may ever keep the program from
# starting or print a word.
#
# Read from the environment: JAVA_HOME, NARU_JAVA_OPTS (appended to the JVM's flags), NARU_ARCHIVE=off (neither use nor
# make an archive), XDG_CACHE_HOME.

program='@naru.program@'
version='@project.version@'
build='@naru.build@'
jar='@project.build.finalName@.jar'
jvm_flags='@naru.jvm.flags@'
# yes: the program takes the terminal over, so this script stays to give it back; no: the JVM replaces this script.
screen='@naru.screen@'

unset IFS
NL='
'

refuse() {
    printf '%s: %s\n' "$program" "$1" >&2
    exit 1
}

# Sets $resolved to the file that a path names once symbolic links are followed.
resolve() {
    resolved=$1
    while [ -h "$resolved" ]; do
        target=$(readlink -- "$resolved") || break
        case $target in
            /*) resolved=$target ;;
            *) resolved=${resolved%/*}/$target ;;
        esac
    done
}

# Sets $home, the folder that holds bin and lib.
find_home() {
    case $0 in
        */*) resolve "$0" ;;
        *) resolve "./$0" ;;
    esac
    home=$(CDPATH='' cd -P -- "${resolved%/*}/.." && pwd -P) && [ -r "$home/lib/$jar" ] \
        || refuse "lib/$jar is missing beside ${resolved%/*}; install the whole folder again."
}

# Sets $java, $java_release (all that is known of it), $java_version and $java_major. Starting a JVM to ask for its
# version would double the time of a start, so the text file that every JDK carries is asked instead.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -f "$java" ] && [ -x "$java" ] || refuse "JAVA_HOME is $JAVA_HOME, but no Java is there; correct it, or\
 unset it to use the Java on the PATH."
    else
        java=$(command -v java) && [ -x "$java" ] \
            || refuse "no Java was found; install Java 17 or newer, or set JAVA_HOME to the folder that holds it."
    fi
    resolve "$java"
    java_release=
    [ -r "${resolved%/*}/../release" ] && java_release=$(cat "${resolved%/*}/../release")
    java_version=${java_release#*JAVA_VERSION=\"}
    if [ "$java_version" = "$java_release" ]; then
        # A shim of a version switch, for one. It may choose another Java tomorrow, so nothing is remembered.
        java_release=$("$java" -version 2>&1)
        java_version=${java_release#*version \"}
    fi
    java_version=${java_version%%\"*}
    java_major=${java_version#1.}
    java_major=${java_major%%[!0-9]*}
    case $java_version in
        *"$NL"* | */*) java_major= ;;
    esac
    [ -n "$java_major" ] || refuse "$java does not say which version of Java it is; set JAVA_HOME to a Java 17 or\
 newer."
    [ "$java_major" -ge 17 ] || refuse "$java is Java $java_version, but Java 17 or newer is needed; install one, or set\
 JAVA_HOME to the folder that holds it."
}

# A JVM in a locale that isn't UTF-8 can't open a file with a Hangul name, whatever properties it is given. The same
# happens in a locale that this machine doesn't have, as ssh forwards them: locale complains about that, and one
# missing category is enough to lose all of them. So only the plain answer will do, and LC_ALL is what helps.
ensure_utf8() {
    [ "${LC_ALL:-}" != C.UTF-8 ] && [ "$(locale charmap 2>&1)" != UTF-8 ] || return 0
    LC_ALL=C.UTF-8
    for candidate in C.UTF-8 en_US.UTF-8 UTF-8; do
        if [ "$(LC_ALL=$candidate locale charmap 2>&1)" = UTF-8 ]; then
            LC_ALL=$candidate
            break
        fi
    done
    export LC_ALL
}

# Sets $archive to an archive that this build and this JVM made, or to nothing. The JVM itself checks jars, versions
# and flags, but not that the file is whole: it dies of a truncated one. Hence the size in the name. From a file that
# belongs to somebody else, no code is taken.
find_archive() {
    archive=
    cache=
    if [ "${NARU_ARCHIVE:-}" = off ]; then
        return
    fi
    case ${XDG_CACHE_HOME:-} in
        /*) cache=$XDG_CACHE_HOME/naru ;;
        *) case ${HOME:-} in /*) cache=$HOME/.cache/naru ;; esac ;;
    esac
    case $cache in
        # The JVM takes a colon for the end of the archive's name.
        '' | *:*) cache= && return ;;
    esac
    # By umask, since a mode given to mkdir isn't for the folders above.
    [ -d "$cache" ] || (umask 077 && mkdir -p -- "$cache") 2>/dev/null
    if ! [ -d "$cache" ] || ! [ -O "$cache" ] || ! [ -w "$cache" ]; then
        cache=
        return
    fi
    kind=jsa
    [ "$java_major" -ge 25 ] && kind=aot
    fingerprint=$({
        printf '%s\n' "$home" "$java" "$java_release"
        LC_ALL=C TZ=UTC0 ls -ln -- "$home/lib"
    } 2>/dev/null | cksum)
    stem=$cache/${program}_${version}_${build}_java${java_version}_${fingerprint%% *}
    for candidate in "$stem"_*."$kind"; do
        [ -f "$candidate" ] && [ -O "$candidate" ] && [ -r "$candidate" ] || continue
        size=${candidate##*_}
        if [ $(($(wc -c <"$candidate"))) = "${size%.*}" ]; then
            archive=$candidate
        else
            rm -f -- "$candidate"
        fi
    done
}

# Runs the program once for the archive's sake: with naru.train it loads what a start needs, and leaves. This happens
# beside the first start, with little priority, not at the end of it, where somebody would wait for it. A folder is both
# lock and workshop; when the attempt fails it stays, so that the next one is an hour away.
make_archive() {
    # By exec, because a shell keeps what it redirects for a while, and somebody may wait for the end of our output.
    exec </dev/null >/dev/null 2>&1
    trap '' HUP INT
    umask 077
    workshop=$stem.making
    if ! mkdir -- "$workshop"; then
        [ -n "$(find "$workshop" -prune -mmin +60)" ] && rm -rf -- "$workshop" && mkdir -- "$workshop" || return
    fi
    chmod 700 "$cache"
    if [ "$kind" = aot ]; then
        dump=-XX:AOTCacheOutput=$workshop/archive
    else
        dump=-XX:ArchiveClassesAtExit=$workshop/archive
    fi
    limit=
    command -v timeout && limit='timeout 60'
    set -f
    # The same flags as in a real start, or the JVM would refuse the archive there. The argument is for a program that
    # doesn't know how to train: it at least leaves at once.
    set -- -Dnaru.train=true "-Dnaru.home=$home" -jar "$home/lib/$jar" --version
    nice -n 10 $limit "$java" $jvm_flags "$dump" "$@" || return
    set +f
    size=$(wc -c <"$workshop/archive") && [ "$size" -gt 0 ] || return
    place=$(printf '%s\n' "$home" "$java" | cksum)
    place=${place%% *}
    finished=${stem}_${place}_$((size)).$kind
    mv -f -- "$workshop/archive" "$finished" && rm -rf -- "$workshop"
    # What earlier builds left in this place, then what nobody has renewed for longest.
    for candidate in "$cache/${program}_"*"_${place}_"*; do
        [ "$candidate" = "$finished" ] || rm -f -- "$candidate"
    done
    find "$cache" -name "${program}_*.making" -prune -mmin +60 -exec rm -rf -- {} +
    kept=0
    LC_ALL=C ls -t -- "$cache" | while read -r candidate; do
        case $candidate in
            "${program}_"*.jsa | "${program}_"*.aot)
                kept=$((kept + 1))
                [ "$kept" -le 6 ] || rm -f -- "$cache/$candidate"
                ;;
        esac
    done
}

# Hands a signal on to the JVM, which doesn't see those sent to this script alone. $1: what the JVM gets; $2: the exit
# status if it comes of that.
forward() {
    [ -n "$jvm" ] || exit "$2"
    interrupted=$2
    kill -s "$1" "$jvm" 2>/dev/null
}

# Runs the JVM as a child, waits for it, and leaves the terminal as it was found, even if the JVM was killed.
run_on_screen() {
    terminal=$(stty -g 2>/dev/null)
    jvm=
    # A child in the background starts with SIGINT ignored, so the JVM gets SIGTERM for it, which ends it as orderly.
    trap 'forward TERM 130' INT
    trap 'forward TERM 143' TERM
    trap 'forward HUP 129' HUP
    trap 'interrupted=143' QUIT
    # The detour keeps the terminal as its input, which would be /dev/null otherwise.
    exec 3<&0
    "$java" "$@" <&3 3<&- &
    jvm=$!
    exec 3<&-
    while :; do
        interrupted=
        wait "$jvm" 2>/dev/null
        status=$?
        [ -n "$interrupted" ] || break
        last=$interrupted
    done
    trap '' HUP INT TERM QUIT TTOU
    case $status in
        # Nothing was left to wait for: the JVM ended in the moment of the signal.
        127) status=${last:-127} ;;
        143) status=${last:-143} ;;
        # It died of itself. Should the archive have been the cause, it won't be again.
        134 | 135 | 139) [ -z "$archive" ] || rm -f -- "$archive" ;;
    esac
    if [ -n "$terminal" ] && [ "$(stty -g 2>/dev/null)" != "$terminal" ]; then
        # Out of the second screen, bracketed paste off, cursor and colours as usual.
        printf '\033[?1049l\033[?2004l\033[?25h\033[0m' 2>/dev/null >/dev/tty
        stty "$terminal" 2>/dev/null
    fi
    [ "$status" != 137 ] || printf '%s: it was killed, by hand or for want of memory.\n' "$program" >&2
    exit "$status"
}

find_home
find_java
ensure_utf8
find_archive
[ "$screen" = yes ] && [ -t 0 ] || screen=no

jvm_flags="-XX:+IgnoreUnrecognizedVMOptions -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr $jvm_flags"
if [ -n "$cache" ] && [ -z "$archive" ]; then
    # Twice in the background: the child of a child is nobody's to wait for, neither the JVM's nor the caller's.
    (make_archive &)
fi

set -f
set -- ${NARU_JAVA_OPTS:-} "-Dnaru.home=$home" -jar "$home/lib/$jar" "$@"
if [ -n "$archive" ]; then
    # A sum over the whole archive, and over the JVM's own, costs 25 ms. Those who wait for a screen don't pay it; they
    # have run_on_screen to remove what was broken.
    [ "$screen" = yes ] || set -- -XX:+VerifySharedSpaces "$@"
    if [ "$kind" = aot ]; then
        set -- "-XX:AOTCache=$archive" '-Xlog:aot*=off:stderr' '-Xlog:cds*=off:stderr' "$@"
    else
        set -- "-XX:SharedArchiveFile=$archive" -Xshare:auto "$@"
    fi
fi
set -- $jvm_flags "$@"
set +f

[ "$screen" = no ] || run_on_screen "$@"
exec "$java" "$@"
