complete -c thread-reader -l linear -d 'read it line by line: one command a line, answered in sentences'
complete -c thread-reader -l at -d 'open the reader at comment 214, or at a line of the file: line:3051' -x
complete -c thread-reader -l part -d 'only discussion N of a file with several, from 1' -x
complete -c thread-reader -s f -l from -d 'use this format instead of detecting it' -x -a 'gate thread-reader reddit bdfr pushshift hackernews hackernews-search hackernews-items discourse github mastodon bluesky activitypub gitlab matrix messenger discord-tracker lemmy lobsters jsonld twitter flarum remark42 mattermost telegram discord slack stackexchange-api youtube youtube-page yt-dlp json wordpress disqus stackexchange-dump mediawiki feed xml talk-page hackernews-page hackernews-old-page lobsters-page slashdot-page lwn-page xenforo-profile xenforo phpbb phpbb-tables phpbb-two vbulletin vanilla mybb smf discuz fluxbb punbb flarum-page nodebb invision bbpress telegram-page discord-page blogger-list blogger askbot stackexchange-page discourse-page github-page gitea-page mastodon-page reddit-page drupal-page wordpress-list disqus-page giscus-page wordpress-page microdata gate-page html mail wikitext clipped table captions chat plain'
complete -c thread-reader -l saved -d 'when the page was saved, as 2024-03-09T18:20: makes relative times absolute' -x
complete -c thread-reader -l since -d 'compare with this older save: is:new, is:edited; with --to, write only those' -r
complete -c thread-reader -s w -l where -d 'start with this filter; with --to and --stats, only matching comments' -x -a 'user: before: after: on: hour: likes: replies: words: segments: depth: to: value: link: about: has:link has:number has:question has:quote has:note is:root is:reply is:op is:edited is:deleted is:accepted is:unread is:starred is:new badge: in:article'
complete -c thread-reader -l search -d 'print the comments that match in FILE or FOLDER..., or in all known ones' -x -a 'user: before: after: on: hour: likes: replies: words: segments: depth: to: value: link: about: has:link has:number has:question has:quote has:note is:root is:reply is:op is:edited is:deleted is:accepted is:unread is:starred is:new badge: in:article'
complete -c thread-reader -s t -l to -d 'write the discussion: json, jsonl, md, txt, html, csv, schema' -x -a 'json jsonl md txt html csv schema'
complete -c thread-reader -l receipt -d 'print what each line was read as; of JSON, XML, HTML and mail, each byte'
complete -c thread-reader -l count -d 'print how many comments match, one line for each discussion'
complete -c thread-reader -s q -l quiet -d 'write nothing; the exit status says whether any match'
complete -c thread-reader -l formats -d 'list the formats; with FILE, how well each one matches'
complete -c thread-reader -l stats -d 'print the statistics, as charts on a terminal; with --to json, include them'
complete -c thread-reader -s o -d 'write to this file, completely or not at all; - for standard output' -r
complete -c thread-reader -l no-state -d 'neither read nor write what is remembered'
complete -c thread-reader -l forget -d 'delete what is remembered of the discussions of FILE'
complete -c thread-reader -l color -d 'colours: auto, always (of --stats also in a pipe), never' -x -a 'auto always never'
complete -c thread-reader -l settings -d 'print the default settings and the path of the settings file'
complete -c thread-reader -s V -l version -d 'print the version'
complete -c thread-reader -s h -l help -d 'print this help; --help query: the query language' -a 'query'
