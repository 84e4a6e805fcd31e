using System.IO.Compression;
using System.Xml.Linq;

namespace GoQueue.PackageTests.Harness;

/// <summary>A package file, read.</summary>
internal sealed class Nupkg
{
    private readonly string _path;

    public Nupkg(string path)
    {
        _path = path;
        using var zip = ZipFile.OpenRead(path);
        Files = [.. zip.Entries.Select(static entry => entry.FullName)];
        using var nuspec = zip.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().First();
    }

    public IReadOnlyList<string> Files { get; }

    public XElement Metadata { get; }

    public long Bytes => new FileInfo(_path).Length;

    /// <summary>The text of an element of the nuspec, or null.</summary>
    public string? this[string element] => Element(element)?.Value;

    /// <summary>Package ids with what flows on from each.</summary>
    public IReadOnlyDictionary<string, string?> Dependencies => Metadata.Descendants()
        .Where(static element => element.Name.LocalName == "dependency")
        .ToDictionary(
            static dependency => dependency.Attribute("id")!.Value,
            static dependency => dependency.Attribute("include")?.Value);

    public XElement? Element(string name) => Metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public byte[] Read(string file)
    {
        using var zip = ZipFile.OpenRead(_path);
        using var stream = zip.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
