namespace GoQueue.Generators.Models.Validation;

/// <summary>What is inside of a value.</summary>
internal abstract record ShapeModel;
