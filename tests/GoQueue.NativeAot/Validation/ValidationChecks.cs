namespace GoQueue.NativeAot.Validation;

/// <summary>Validation, routing and masking without a just-in-time compiler and without reflection.</summary>
internal static class ValidationChecks
{
    /// <returns>How many checks failed.</returns>
    public static int Run(Checks checks)
    {
        var before = checks.Failed;
        var sound = new Checked("a@b", "Ann", 1.5m, Kind.Large, 7, "ABC", "123", 3, "Ann", new CheckedPart("+1 425"), "secret");
        checks.That(sound.TryValidate(out _), "a valid event is valid");

        var broken = sound with
        {
            Email = "a", Name = "", Price = 0, Kind = (Kind)9, Sku = "abc", Digits = "x", Count = 2, NameAgain = "Bob", Part = new CheckedPart("x", "y"),
        };
        broken.TryValidate(out var failures);
        checks.That(
            string.Join(' ', failures.Select(static f => f.Path)) == "Email Name Price Kind Sku Digits Count NameAgain Part.Phone Part.Url",
            "every rule is checked: " + string.Join(' ', failures));
        (sound with { Number = -1 }).TryValidate(out failures);
        checks.That(failures is [{ Path: "Number", Message: "Checked is negative." }], "IValidatableObject is asked");
        (sound with { Email = null! }).TryValidate(out failures);
        checks.That(failures is [{ Path: "Email", Rule: "Required" }], "a null that the type forbids is a failure");

        // The first call makes the descriptor.
        var cheap = new CheckedOnly("a@b", "Ann", 3);
        cheap.TryValidate(out _);
        var start = GC.GetAllocatedBytesForCurrentThread();
        var valid = cheap.TryValidate(out _);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - start;
        checks.That(valid && allocated == 0, $"a valid event costs no bytes (it cost {allocated})");

        var descriptor = EventDescriptor.For<Checked>();
        checks.That(descriptor.RoutingKey!(sound) == "checked.Large.7", "the routing key is rendered");
        checks.That(descriptor.OrderingKey!(sound) == "7", "the ordering key is read");
        var headers = new MessageHeaders();
        descriptor.HeaderWriter!(sound, headers);
        checks.That(Equals(headers["kind"], "Large"), "the header is written");
        checks.That(sound.ToString().EndsWith("Secret = *** }", StringComparison.Ordinal), "a sensitive member is masked");
        return checks.Failed - before;
    }
}
