namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>
/// The application's code runs in many places of a publish. Wherever it throws, blocks, publishes or closes the
/// publisher: every caller is told the truth, no other publish waits for it, and closing ends.
/// </summary>
[Collection(nameof(AloneWithForeignCode))]
public sealed class ForeignPlaceTests
{
    public static TheoryData<string, Deed> Cases
    {
        get
        {
            var cases = new TheoryData<string, Deed>();
            foreach (Place place in Places.All)
            {
                foreach (Deed deed in Enum.GetValues<Deed>())
                {
                    cases.Add(place.Name, deed);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Foreign_code_changes_nothing_for_other_callers(string place, Deed deed)
    {
        await using var stage = new Stage(Places.All.Single(one => one.Name == place), deed);

        await stage.RunAsync();
    }

    [Fact]
    public async Task The_table_of_places_in_the_documentation_names_every_place()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "GoQueue.Typed.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        string page = await File.ReadAllTextAsync(Path.Combine(root, "docs", "middleware.md"));

        string[] missing = [.. Places.All.Where(place => !page.Contains(place.Row, StringComparison.Ordinal)).Select(static place => place.Row)];
        Assert.Empty(missing);
    }
}
