# Completion of thread-reader for bash.
_thread_reader() {
  local word=$2 line=${COMP_LINE:0:COMP_POINT}
  local query=${word##* } before=$3
  # What bash replaces: in quotes the whole query, elsewhere what is behind a colon, as in is:new.
  local kept=${word%"$query"} dropped=
  if [[ $line != *[\'\"]"$word" ]]; then
    query=${line##* }
    line=${line% *}
    before=${line##* } kept= dropped=${query%"${query##*:}"}
  fi
  COMPREPLY=()
  case $before in
    -f|--from)
      mapfile -t COMPREPLY < <(compgen -W "gate thread-reader reddit bdfr pushshift hackernews hackernews-search hackernews-items discourse github mastodon bluesky activitypub gitlab matrix messenger discord-tracker lemmy lobsters jsonld twitter flarum remark42 mattermost telegram discord slack stackexchange-api youtube youtube-page yt-dlp json wordpress disqus stackexchange-dump mediawiki feed xml talk-page hackernews-page hackernews-old-page lobsters-page slashdot-page lwn-page xenforo-profile xenforo phpbb phpbb-tables phpbb-two vbulletin vanilla mybb smf discuz fluxbb punbb flarum-page nodebb invision bbpress telegram-page discord-page blogger-list blogger askbot stackexchange-page discourse-page github-page gitea-page mastodon-page reddit-page drupal-page wordpress-list disqus-page giscus-page wordpress-page microdata gate-page html mail wikitext clipped table captions chat plain" -- "$word")
      return ;;
    --since)
      compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word")
      return ;;
    -w|--where)
      compopt -o nospace 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -W "user: before: after: on: hour: likes: replies: words: segments: depth: to: value: link: about: has:link has:number has:question has:quote has:note is:root is:reply is:op is:edited is:deleted is:accepted is:unread is:starred is:new badge: in:article" -- "$query")
      COMPREPLY=("${COMPREPLY[@]#"$dropped"}")
      COMPREPLY=("${COMPREPLY[@]/#/"$kept"}")
      return ;;
    --search)
      compopt -o nospace 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -W "user: before: after: on: hour: likes: replies: words: segments: depth: to: value: link: about: has:link has:number has:question has:quote has:note is:root is:reply is:op is:edited is:deleted is:accepted is:unread is:starred is:new badge: in:article" -- "$query")
      COMPREPLY=("${COMPREPLY[@]#"$dropped"}")
      COMPREPLY=("${COMPREPLY[@]/#/"$kept"}")
      return ;;
    -t|--to)
      mapfile -t COMPREPLY < <(compgen -W "json jsonl md txt html csv schema" -- "$word")
      return ;;
    -o)
      compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word")
      return ;;
    --color)
      mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$word")
      return ;;
    -h|--help)
      mapfile -t COMPREPLY < <(compgen -W "query" -- "$word")
      return ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "--linear --at --part -f --from --saved --since -w --where --search -t --to --receipt --count -q --quiet --formats --stats -o --no-state --forget --color --settings -V --version -h --help" -- "$word")
  else
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -F _thread_reader thread-reader
