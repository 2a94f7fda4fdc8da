"""Given names, by which an unknown name in prose is told from a place, a theory or a title.

In: nothing. Out: the common ones of the languages in which the field writes, folded. A name that is
not here is still a person where a title or a role is next to it.
"""

from __future__ import annotations

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """aaron abigail adam adrian agnes aisha alan albert alejandro alex alexander alexandra alfred ali alice alicia alison allan
    allen alma amanda amber amelia amir amy ana anders andre andrea andreas andrew angela anita anja ann anna anne annette annie
    anthony antoine anton antonio arthur astrid audrey barbara beatrice beatriz ben benjamin bernard bert beth betty bill birgit bjorn
    bob bonnie brandon brenda brian bruce camille carl carla carlos carmen carol carole caroline catherine cecilia charles charlotte
    cheryl chloe chris christian christina christine christoph christopher cindy claire clara claude claudia colin connie craig cynthia
    daniel daniela danielle david dawn deborah debra denise dennis derek diana diane diego dieter dirk dominique don donald donna doris
    dorothy douglas duncan edgar edith eduardo edward eileen elaine eleanor elena elisa elisabeth elizabeth ellen ellie elsa emil emily
    emma enrique eric erica erik erika ernest ernst esther ethan eugene eva eve evelyn fatima felix fernando fiona florence frances
    francesca francis francisco francois frank frederick fred freya friedrich fritz gabriel gabriele gail gary geoffrey george gerald
    gerhard gertrude gilbert gina giovanni gloria gordon grace graham grant greg gregory greta guido gunnar gustav hannah hans harold
    harriet harry hazel heather heidi heinrich helen helena helene helga henri henry herbert hilary holly horst howard hugh hugo ian ida
    inge ingrid irene iris isabel isabella ivan jack jacob jacqueline jacques james jan jane janet janice jason javier jean jeanne jeff
    jeffrey jeffry jennifer jeremy jessica jill jim joan joanna joanne joe joel johan johann johanna johannes john jon jonas jonathan
    jorge jose josef joseph joshua joyce juan juanita judith judy julia julian julie jung jurgen karen karin karl katarina kate katharina
    katherine kathleen kathryn kathy katja keith kelly ken kenneth kevin kim kimberly kirsten klaus kurt lars laura lauren laurence
    lawrence lea leah lena leo leon leonard leslie lillian lily linda lisa liv lois lorna louis louise lucas lucia lucy ludwig luis luisa
    luke lukas lynn madeleine magdalena maggie malcolm manfred manuel marc marcel marco marcus margaret margarete maria marianne marie
    marilyn marina mario marion mark markus marlene marta martha martin martina mary mathias matthew matthias maurice max maya megan
    melanie melissa mia michael michaela michel michelle miguel mika mike mila miriam mohamed mohammed molly monica monika nadia nancy
    naomi natalia natalie nathan nathalie neil nicholas nick nicola nicolas nicole niels nils nina nora norman odette olaf olga oliver
    olivia omar omri oscar oskar otto owen pablo pamela pat patricia patrick paul paula pauline pedro penelope peter petra phil philip
    philippe phillip phyllis pierre priya rachel rafael ralph ramona ray raymond rebecca reinhard renate rene ricardo richard rita robert
    roberta roberto robin rodney roger roland rolf ronald rosa rosemary ross roy ruben rudolf russell ruth ryan sabine sally sam samantha
    samuel sandra sara sarah scott sean sebastian sharon sheila shirley sigmund sigrid silvia simon simone sofia sonia sonja sophia sophie
    stan stefan stella stephan stephanie stephen steve steven stuart sue susan susanna susanne suzanne svend sven sylvia tanya tatiana
    teresa terry theo theodor theodore theresa therese thomas tim timothy tina tobias todd tom tomas tony tracy ulrich ulrike ursula
    valentina valerie vanessa vera veronica victor victoria vincent viola virginia vivian walter wanda wayne wendy werner wilhelm william
    ada aino alberto alessandro alexis alfonso alina andreja anke anouk anton antje armin arne asa aurelie axel benedikt bente birgitta bruno carsten cecile
    celine chiara christel claudio cornelia corinne dagmar detlef dorothea eivind elin elke emile emilie emmanuel erich ewa fabian federico francine frieda
    georg gerd gilles giulia greet gudrun guillaume harald hedwig heike heinz hendrik hilde holger ignacio ilse imke ines inger ingo ingrid jens jochen joerg jorg joris
    julien jutta karsten katrin kirsten kjell knut lena lennart lieselotte lisbeth lorenzo lothar luc luca luisa maarten magnus maike maja marek marijke marta matteo
    maud mette mikael mireille monique morten nikolaus nuria odile ole ottilie paolo pascal per pilar rainer raul reiner renata rocio ronja rudiger rune sander
    sven silke sophie soren stefania susana sverre tamar thierry thorsten torben tove trine udo ulla ute uwe valeria veronique vera volker wiebke xavier yael yves
    aaliyah aditi akiko amara amit amina anjali arjun chen deepa farah fatou haruto hiroshi ibrahim indira jamal kavita keiko kenji khalid kofi kwame latoya lakshmi leila
    meera mei ming nadir naoko nasrin neha nkechi noor omar rahul rajesh ravi sanjay shreya sunita tariq wei yasmin yusuf zainab darlene hanne jerome leanne griet hannelore joris dale nigel rosemarie gretchen lieke matthijs pauli
    brooke ximena nickola chris hazel jeffrey kristin krista kristina lindsay lindsey mackenzie marsha nate paige peggy penny philippa rhonda rosalind roxanne sherry stacey tamara
    wolfgang yolanda yuki yuval yvonne zoe""".split()
)
