namespace SloOperator.Store;

/// <summary>
/// What the files of a folder say, kept from one look to the next. A change counts when two looks in a row see the same: an editor that
/// truncates a file, or moves it away before it writes the new one, must not delete objects. A file that has become unreadable keeps
/// what it said before, as a refused change would at an API server.
/// </summary>
internal sealed class FolderFiles(Func<string, ManifestFile> read)
{
    private readonly SortedDictionary<string, (FileStamp Stamp, ManifestFile File)> _files = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, FileStamp?> _unsettled = new(StringComparer.Ordinal);
    private bool _complete;

    /// <summary>True while a second look, soon, is wanted.</summary>
    public bool Unsettled => _unsettled.Count > 0;

    /// <summary>Whole when every file could be read to its end and holds something.</summary>
    public ManifestContents Contents =>
        new(
            [.. _files.Values.SelectMany(file => file.File.Documents)],
            [.. _files.Values.SelectMany(file => file.File.Problems)]
        )
        {
            IsWhole = _files.Values.All(file => file.File.ReadToEnd && file.Stamp.Length > 0),
        };

    /// <summary>True when <see cref="Contents"/> may have changed. The first look counts at once.</summary>
    public bool Look(FolderListing listing)
    {
        int taken = listing.Files.Count(Take);
        HashSet<string> listed = [.. listing.Files.Select(file => file.Path)];
        string[] missing =
        [
            .. _files.Keys.Where(path => !listed.Contains(path) && !listing.MayHide(path)),
        ];
        int dropped = missing.Count(Drop);
        ForgetOthers(listed, missing);
        bool first = !_complete;
        _complete = true;
        return first || taken + dropped > 0;
    }

    /// <summary>What is neither here nor about to be dropped, such as a file that may be hidden for long, waits for nothing.</summary>
    private void ForgetOthers(HashSet<string> listed, string[] missing)
    {
        foreach (string path in _unsettled.Keys.Except(listed).Except(missing).ToArray())
        {
            _unsettled.Remove(path);
        }
    }

    private bool Take(FolderListing.Entry found)
    {
        bool known = _files.TryGetValue(
            found.Path,
            out (FileStamp Stamp, ManifestFile File) before
        );
        bool same = known && before.Stamp == found.Stamp;
        if (same)
        {
            _unsettled.Remove(found.Path);
        }

        bool wanted = same ? before.File.IsRefused : !_complete || Settles(found.Path, found.Stamp);
        return wanted && Read(found, known ? before.File : null);
    }

    private bool Read(FolderListing.Entry found, ManifestFile? before)
    {
        ManifestFile now = read(found.Path);
        if (FileFacts.Of(found.Path).Stamp != found.Stamp)
        {
            _unsettled[found.Path] = default(FileStamp);
            return false;
        }

        if (before is { Documents.Count: > 0 } && found.Stamp.Length == 0)
        {
            now = Emptied(found.Path);
        }

        ManifestFile next = before is null ? now : now.Succeed(before);
        _files[found.Path] = (found.Stamp, next);
        return before is null || !next.IsNoNews(before);
    }

    /// <summary>A full disk and a torn write leave a file without a byte; who wants the objects gone deletes it.</summary>
    private static ManifestFile Emptied(string path) =>
        new(
            path,
            [],
            [new ManifestProblem(path, 0, "is empty: delete it if its objects are to go")],
            ReadToEnd: false
        );

    private bool Drop(string path) => Settles(path, null) && _files.Remove(path);

    /// <summary>True when the look before saw the same.</summary>
    private bool Settles(string path, FileStamp? seen)
    {
        if (_unsettled.Remove(path, out FileStamp? before) && before == seen)
        {
            return true;
        }

        _unsettled[path] = seen;
        return false;
    }
}
