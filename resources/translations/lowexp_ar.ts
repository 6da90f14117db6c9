<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Lowexp</source>
        <translation>حول Lowexp</translation>
    </message>
    <message>
        <source>Lowexp</source>
        <translation>Lowexp</translation>
    </message>
    <message>
        <source>Lo&amp;wexp</source>
        <translation>Lo&amp;wexp</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>الشروط</translation>
    </message>
    <message>
        <source>&amp;Terms</source>
        <translation>ال&amp;شروط</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>ال&amp;تراخيص</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>&amp;Qt</source>
        <translation>&amp;Qt</translation>
    </message>
    <message>
        <source>Lowexp %1</source>
        <translation>Lowexp %1</translation>
    </message>
    <message>
        <source>Turns under-exposed photos into bright, clean ones.</source>
        <translation>يحوّل الصور ناقصة التعريض إلى صور مضيئة نقية.</translation>
    </message>
    <message>
        <source>Everything happens on this computer. Lowexp uses no network, looks for no updates and sends nothing to anyone.</source>
        <translation>كل شيء يجري على هذا الحاسوب. لا يتصل Lowexp بأي شبكة، ولا يبحث عن تحديثات، ولا يرسل شيئًا إلى أحد.</translation>
    </message>
    <message>
        <source>The sample photo, and the photos that are rehearsed in fine-tuning, are from the CLIC 2025 set under the Unsplash licence, which allows any use, also commercial.</source>
        <translation>صورة المثال، والصور التي تُراجع حين يُعلَّم نموذج، من مجموعة CLIC 2025 بترخيص Unsplash: لأي استخدام، والتجاري أيضًا.</translation>
    </message>
    <message>
        <source>Trained on:</source>
        <translation>دُرِّب على:</translation>
    </message>
    <message>
        <source>They are separate, unchanged shared libraries: the files in %1. You may change them and replace them with other builds of the same version. You may reverse-engineer Lowexp to find errors in your changes.</source>
        <translation>هي مكتبات مشتركة مستقلة لم تُغيَّر. يحق لك تغييرها، واستبدالها ببناء آخر من الإصدار نفسه: هي الملفات التي في %1. ويحق لك تفكيك Lowexp للعثور على أخطاء في تغييراتك.</translation>
    </message>
    <message>
        <source>Their source code, also of this version, is available from %1 and %2</source>
        <translation>شيفرتها المصدرية، لهذا الإصدار أيضًا، متاحة في %1 و%2</translation>
    </message>
    <message>
        <source>Lowexp is free software under the Apache License, version 2.0. The models have terms of their own: see “Terms”.</source>
        <translation>Lowexp برنامج حر برخصة أباتشي، الإصدار 2.0. وللنماذج شروطها الخاصة: انظر «الشروط».</translation>
    </message>
    <message>
        <source>The log is in %1.</source>
        <translation>السجل في %1.</translation>
    </message>
    <message>
        <source>Reports of crashes are in %1.</source>
        <translation>تقارير الأعطال في %1.</translation>
    </message>
    <message>
        <source>Photos that come with Lowexp</source>
        <translation>الصور المرفقة مع Lowexp</translation>
    </message>
    <message>
        <source>The model %1</source>
        <translation>النموذج %1</translation>
    </message>
    <message>
        <source>Lowexp uses Qt %1 and Qt for Python (PySide6) %2 under the GNU Lesser General Public License, version 3: %3</source>
        <translation>يستخدم Lowexp مكتبة Qt %1 ومكتبة Qt for Python ‏(PySide6) %2 بموجب رخصة جنو العمومية الصغرى (LGPL)، الإصدار ٣: %3</translation>
    </message>
    <message>
        <source>Qt and Qt for Python</source>
        <translation>المكتبتان Qt وQt for Python</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;فتح…</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>فتح صور</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>فتح &amp;مجلد…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;لصق</translation>
    </message>
    <message>
        <source>Open the copied picture or files</source>
        <translation>فتح الصورة أو الملفات المنسوخة</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;نسخ</translation>
    </message>
    <message>
        <source>Copy the final picture</source>
        <translation>نسخ الصورة النهائية</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;حفظ</translation>
    </message>
    <message>
        <source>Photos that are enhanced and saved one after the other</source>
        <translation>صور تُحسَّن وتُحفظ بالتتابع</translation>
    </message>
    <message>
        <source>Subfolders are included</source>
        <translation>مع المجلدات الفرعية</translation>
    </message>
    <message>
        <source>Add to the q&amp;ueue…</source>
        <translation>إضافة إلى &amp;قائمة الانتظار…</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>إظهار في الم&amp;جلد</translation>
    </message>
    <message>
        <source>Show the file of this photo</source>
        <translation>إظهار ملف هذه الصورة</translation>
    </message>
    <message>
        <source>Enhance this photo again</source>
        <translation>تحسين هذه الصورة من جديد</translation>
    </message>
    <message>
        <source>Stop processing</source>
        <translation>إيقاف المعالجة</translation>
    </message>
    <message>
        <source>Re&amp;move from list</source>
        <translation>إ&amp;زالة من القائمة</translation>
    </message>
    <message>
        <source>The file is not deleted</source>
        <translation>لا يُحذف الملف</translation>
    </message>
    <message>
        <source>How much memory and disk space results may use</source>
        <translation>مقدار الذاكرة والقرص المسموح للنتائج</translation>
    </message>
    <message>
        <source>Model &amp;library…</source>
        <translation>مكتبة ال&amp;نماذج…</translation>
    </message>
    <message>
        <source>Use, compare, rename and share models</source>
        <translation>استخدام النماذج ومقارنتها وتسميتها ومشاركتها</translation>
    </message>
    <message>
        <source>Fine-&amp;tune a model…</source>
        <translation>تعلي&amp;م نموذج…</translation>
    </message>
    <message>
        <source>With photos from your own camera</source>
        <translation>بصور من كاميرتك</translation>
    </message>
    <message>
        <source>Undo the last change of photos</source>
        <translation>التراجع عن آخر ما أُجري على الصور</translation>
    </message>
    <message>
        <source>Back to the automatic result</source>
        <translation>العودة إلى النتيجة التلقائية</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Remember this state</source>
        <translation>تذكّر هذه الحالة</translation>
    </message>
    <message>
        <source>To compare the photo with it later</source>
        <translation>لمقارنة الصورة بها لاحقًا</translation>
    </message>
    <message>
        <source>Switch to the remembered state</source>
        <translation>الانتقال إلى الحالة المتذكَّرة</translation>
    </message>
    <message>
        <source>Between the present and the remembered state of the photo</source>
        <translation>بين الحالة الحاضرة للصورة والحالة المتذكَّرة</translation>
    </message>
    <message>
        <source>Pick a &amp;neutral place</source>
        <translation>اختيار موضع &amp;محايد</translation>
    </message>
    <message>
        <source>Set the white balance by a click on a grey place of the picture</source>
        <translation>ضبط توازن الأبيض بنقرة على موضع رمادي من الصورة</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>ال&amp;سجل…</translation>
    </message>
    <message>
        <source>The steps of this photo, to go back to one</source>
        <translation>خطوات هذه الصورة للعودة إلى إحداها</translation>
    </message>
    <message>
        <source>Apply adjustments to &amp;all photos</source>
        <translation>تطبيق التعديلات على &amp;كل الصور</translation>
    </message>
    <message>
        <source>Save as &amp;preset…</source>
        <translation>حفظ كإ&amp;عداد مسبق…</translation>
    </message>
    <message>
        <source>Save these adjustments under a name</source>
        <translation>حفظ هذه التعديلات تحت اسم</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>الأ&amp;وامر…</translation>
    </message>
    <message>
        <source>Find a command by its name and run it</source>
        <translation>البحث عن أمر باسمه وتنفيذه</translation>
    </message>
    <message>
        <source>Go to &amp;messages</source>
        <translation>الانتقال إلى ال&amp;رسائل</translation>
    </message>
    <message>
        <source>Move the focus to the newest message, and back</source>
        <translation>نقل التركيز إلى أحدث رسالة ثم العودة</translation>
    </message>
    <message>
        <source>What Lowexp wrote down after a crash</source>
        <translation>ما دوّنه Lowexp بعد الأعطال</translation>
    </message>
    <message>
        <source>Save &amp;all</source>
        <translation>حفظ ال&amp;كل</translation>
    </message>
    <message>
        <source>Save the selected photos</source>
        <translation>حفظ الصور المحددة</translation>
    </message>
    <message>
        <source>Enhance and save all photos</source>
        <translation>تحسين كل الصور وحفظها</translation>
    </message>
    <message>
        <source>&amp;Queue…</source>
        <translation>&amp;قائمة الانتظار…</translation>
    </message>
    <message>
        <source>Add a folder to the q&amp;ueue…</source>
        <translation>إضافة مجلد إلى قائمة الا&amp;نتظار…</translation>
    </message>
    <message>
        <source>&amp;Watch a folder…</source>
        <translation>&amp;مراقبة مجلد…</translation>
    </message>
    <message>
        <source>Enhance photos as they arrive</source>
        <translation>تحسين الصور عند وصولها</translation>
    </message>
    <message>
        <source>Enhance and save the selected photos with the others in the queue</source>
        <translation>تحسين الصور المحددة وحفظها مع غيرها في قائمة الانتظار</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;إنهاء</translation>
    </message>
    <message>
        <source>&amp;Run again</source>
        <translation>إ&amp;عادة المعالجة</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إ&amp;لغاء</translation>
    </message>
    <message>
        <source>Memory and &amp;disk…</source>
        <translation>الذاكرة وال&amp;قرص…</translation>
    </message>
    <message>
        <source>&amp;Next photo</source>
        <translation>الصورة ال&amp;تالية</translation>
    </message>
    <message>
        <source>&amp;Previous photo</source>
        <translation>الصورة ال&amp;سابقة</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;تراجع</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>إ&amp;عادة</translation>
    </message>
    <message>
        <source>Redo the change that was undone</source>
        <translation>إعادة ما جرى التراجع عنه</translation>
    </message>
    <message>
        <source>Reset a&amp;djustments</source>
        <translation>إعادة &amp;ضبط التعديلات</translation>
    </message>
    <message>
        <source>Copy ad&amp;justments</source>
        <translation>نسخ الت&amp;عديلات</translation>
    </message>
    <message>
        <source>To apply them to other photos</source>
        <translation>لتطبيقها على صور أخرى</translation>
    </message>
    <message>
        <source>Paste adjus&amp;tments</source>
        <translation>لصق التعد&amp;يلات</translation>
    </message>
    <message>
        <source>Apply the copied adjustments to the selected photos</source>
        <translation>تطبيق التعديلات المنسوخة على الصور المحددة</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>الا&amp;ختصارات</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;الدليل</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>إظهار ال&amp;سجل</translation>
    </message>
    <message>
        <source>Show crash &amp;reports</source>
        <translation>إظهار ت&amp;قارير الأعطال</translation>
    </message>
    <message>
        <source>&amp;About Lowexp</source>
        <translation>&amp;حول Lowexp</translation>
    </message>
    <message>
        <source>Version, terms of the models, licences</source>
        <translation>الإصدار وشروط النماذج والتراخيص</translation>
    </message>
</context>
<context>
    <name>AdjustmentPanel</name>
    <message>
        <source>Geometry</source>
        <translation>الشكل الهندسي</translation>
    </message>
</context>
<context>
    <name>AdjustmentSlider</name>
    <message>
        <source>%1 %</source>
        <translation>%1٪</translation>
    </message>
    <message>
        <source>Reset to %1 %</source>
        <translation>العودة إلى %1٪</translation>
    </message>
    <message>
        <source>Double-click: %1</source>
        <translation>نقر مزدوج: %1</translation>
    </message>
</context>
<context>
    <name>ColourCommands</name>
    <message>
        <source>Colours on the &amp;screen</source>
        <translation>الألوان على ال&amp;شاشة</translation>
    </message>
    <message>
        <source>As the s&amp;ystem says</source>
        <translation>كما يقول ال&amp;نظام</translation>
    </message>
    <message>
        <source>Use the colour profile of the screen</source>
        <translation>استخدام ملف ألوان الشاشة</translation>
    </message>
    <message>
        <source>&amp;sRGB</source>
        <translation>&amp;sRGB</translation>
    </message>
    <message>
        <source>Show colours without a conversion</source>
        <translation>عرض الألوان بلا تحويل</translation>
    </message>
    <message>
        <source>By a &amp;profile…</source>
        <translation>ب&amp;ملف ألوان…</translation>
    </message>
    <message>
        <source>Choose the ICC profile of your screen</source>
        <translation>اختر ملف ICC لشاشتك</translation>
    </message>
    <message>
        <source>%1 is no colour profile of a screen. Colours are shown as sRGB.</source>
        <translation>%1 ليس ملف ألوان لشاشة. تُعرض الألوان على أنها sRGB.</translation>
    </message>
    <message>
        <source>Choose the profile of your screen</source>
        <translation>اختر ملف ألوان شاشتك</translation>
    </message>
    <message>
        <source>Colour profiles (*.icc *.icm)</source>
        <translation>ملفات الألوان (*.icc *.icm)</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>الأوامر</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>البحث في الأوامر</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>الأوامر المطابقة</translation>
    </message>
</context>
<context>
    <name>ComparedMethods</name>
    <message>
        <source>Cancelled. Choose it again to run it.</source>
        <translation>أُلغي. اختره مرة أخرى لتشغيله.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>تنتظر دورها</translation>
    </message>
    <message>
        <source>Processing…</source>
        <translation>قيد العمل…</translation>
    </message>
    <message>
        <source>Processing: %1 %</source>
        <translation>قيد العمل: %1 %</translation>
    </message>
</context>
<context>
    <name>ComparedModels</name>
    <message>
        <source>There is not enough memory to compare one more model. Compare fewer models, or allow more memory in Photo, Memory and disk.</source>
        <translation>الذاكرة لا تكفي لمقارنة نموذج آخر. قارن نماذج أقل، أو اسمح بذاكرة أكبر في «صورة»، «الذاكرة والقرص».</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>تنتظر دورها</translation>
    </message>
    <message>
        <source>%1 is running…</source>
        <translation>يعمل %1…</translation>
    </message>
    <message>
        <source>%1 is running: %2 %</source>
        <translation>يعمل %1: %2 %</translation>
    </message>
    <message>
        <source>Cancelled. Choose it again to run it.</source>
        <translation>أُلغي. اختره مرة أخرى لتشغيله.</translation>
    </message>
</context>
<context>
    <name>CopyAndDragCommands</name>
    <message>
        <source>You can drag this photo when its result is ready.</source>
        <translation>يمكن سحب هذه الصورة متى صارت نتيجتها جاهزة.</translation>
    </message>
    <message>
        <source>Copied, %1 × %2 pixels.</source>
        <translation>نُسخت الصورة، %1 × %2 بكسل.</translation>
    </message>
    <message>
        <source>The file is ready; drag it again.</source>
        <translation>الملف جاهز؛ اسحبه مرة أخرى.</translation>
    </message>
</context>
<context>
    <name>CountedNouns</name>
    <message numerus="yes">
        <source>%1 pixels</source>
        <translation>
            <numerusform>لا بكسلات</numerusform>
            <numerusform>بكسل واحد</numerusform>
            <numerusform>بكسلان</numerusform>
            <numerusform>%1 بكسلات</numerusform>
            <numerusform>%1 بكسلًا</numerusform>
            <numerusform>%1 بكسل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 scenes</source>
        <translation>
            <numerusform>لا مشاهد</numerusform>
            <numerusform>مشهد واحد</numerusform>
            <numerusform>مشهدان</numerusform>
            <numerusform>%1 مشاهد</numerusform>
            <numerusform>%1 مشهدًا</numerusform>
            <numerusform>%1 مشهد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 held-back scenes</source>
        <translation>
            <numerusform>لا مشاهد محجوبة</numerusform>
            <numerusform>مشهد محجوب واحد</numerusform>
            <numerusform>مشهدان محجوبان</numerusform>
            <numerusform>%1 مشاهد محجوبة</numerusform>
            <numerusform>%1 مشهدًا محجوبًا</numerusform>
            <numerusform>%1 مشهد محجوب</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 good pairs</source>
        <translation>
            <numerusform>لا أزواج جيدة</numerusform>
            <numerusform>زوج واحد جيد</numerusform>
            <numerusform>زوجان جيدان</numerusform>
            <numerusform>%1 أزواج جيدة</numerusform>
            <numerusform>%1 زوجًا جيدًا</numerusform>
            <numerusform>%1 زوج جيد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pairs</source>
        <translation>
            <numerusform>لا أزواج</numerusform>
            <numerusform>زوج واحد</numerusform>
            <numerusform>زوجان</numerusform>
            <numerusform>%1 أزواج</numerusform>
            <numerusform>%1 زوجًا</numerusform>
            <numerusform>%1 زوج</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pictures</source>
        <translation>
            <numerusform>لا صور</numerusform>
            <numerusform>صورة واحدة</numerusform>
            <numerusform>صورتان</numerusform>
            <numerusform>%1 صور</numerusform>
            <numerusform>%1 صورة</numerusform>
            <numerusform>%1 صورة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 photos</source>
        <translation>
            <numerusform>لا صور</numerusform>
            <numerusform>صورة واحدة</numerusform>
            <numerusform>صورتان</numerusform>
            <numerusform>%1 صور</numerusform>
            <numerusform>%1 صورة</numerusform>
            <numerusform>%1 صورة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 cores</source>
        <translation>
            <numerusform>لا أنوية</numerusform>
            <numerusform>نواة واحدة</numerusform>
            <numerusform>نواتان</numerusform>
            <numerusform>%1 أنوية</numerusform>
            <numerusform>%1 نواةً</numerusform>
            <numerusform>%1 نواة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>An unexpected error occurred; the log has the details. You can continue.</source>
        <translation>حدث خطأ غير متوقع، وتفاصيله في السجل. يمكنك متابعة العمل.</translation>
    </message>
</context>
<context>
    <name>CropOverlay</name>
    <message>
        <source>Crop</source>
        <translation>اقتصاص</translation>
    </message>
    <message>
        <source>Arrow keys move the frame, with Ctrl they resize it. Enter applies, Escape cancels.</source>
        <translation>تحرّك مفاتيح الأسهم الإطار، ومع Ctrl تغيّر حجمه. مفتاح الإدخال يطبّق، وEsc يلغي.</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Choose a folder…</source>
        <translation>اختيار مجلد…</translation>
    </message>
    <message>
        <source>Choose photos…</source>
        <translation>اختيار صور…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 و%2 غيرها</translation>
    </message>
</context>
<context>
    <name>DropHighlight</name>
    <message>
        <source>Drop to open</source>
        <translation>أفلت للفتح</translation>
    </message>
</context>
<context>
    <name>EnhanceWorker</name>
    <message>
        <source>Auto: %1</source>
        <translation>تلقائي: %1</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation>شريط الصور</translation>
    </message>
</context>
<context>
    <name>FineTuning</name>
    <message>
        <source>Give the new model a name.</source>
        <translation>أعطِ النموذج الجديد اسمًا.</translation>
    </message>
    <message>
        <source>A name may contain only letters, digits, - and _.</source>
        <translation>لا يحوي الاسم إلا حروفًا لاتينية وأرقامًا و- و_.</translation>
    </message>
    <message>
        <source>A model with this name exists. Choose another name.</source>
        <translation>يوجد نموذج بهذا الاسم. اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>Another Lowexp window is fine-tuning a model. Wait until it has finished.</source>
        <translation>نافذة أخرى من Lowexp تعلّم نموذجًا. انتظر حتى تنتهي.</translation>
    </message>
    <message>
        <source>Fine-tuning stopped because of an unexpected error; the log has the details.</source>
        <translation>توقف التعليم بسبب خطأ غير متوقع، وتفاصيله في السجل.</translation>
    </message>
</context>
<context>
    <name>FinetuneCommands</name>
    <message>
        <source>The new model is finished. Choose “Fine-tune a model…” to see the verdict.</source>
        <translation>اكتمل النموذج الجديد. اختر «تعليم نموذج…» لرؤية الحكم.</translation>
    </message>
</context>
<context>
    <name>FinetuneWindow</name>
    <message>
        <source>Fine-tune a model</source>
        <translation>تعليم نموذج</translation>
    </message>
    <message>
        <source>1 Photos</source>
        <translation>١ الصور</translation>
    </message>
    <message>
        <source>2 Check</source>
        <translation>٢ الفحص</translation>
    </message>
    <message>
        <source>3 Model</source>
        <translation>٣ النموذج</translation>
    </message>
    <message>
        <source>4 Training</source>
        <translation>٤ التعلّم</translation>
    </message>
    <message>
        <source>None of these photos match. Check that both sets show the same scenes.</source>
        <translation>لا تتطابق أي من هذه الصور. تأكد أن المجموعتين تُظهران المشاهد نفسها.</translation>
    </message>
    <message>
        <source>No clean photos were found. Choose another folder.</source>
        <translation>لم يُعثر على صور نقية. اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>5 Verdict</source>
        <translation>٥ الحكم</translation>
    </message>
</context>
<context>
    <name>FirstHints</name>
    <message>
        <source>Hints</source>
        <translation>تلميحات</translation>
    </message>
    <message>
        <source>Dismiss the hints</source>
        <translation>إخفاء التلميحات</translation>
    </message>
    <message>
        <source>Hold the space bar to see the photo before</source>
        <translation>اضغط مفتاح المسافة مطولًا لترى الصورة قبل المعالجة</translation>
    </message>
    <message>
        <source>Drag the sliders to adjust it</source>
        <translation>اسحب المنزلقات لتعديلها</translation>
    </message>
    <message>
        <source>Save writes a new file; the original stays as it is</source>
        <translation>يكتب الحفظ ملفًا جديدًا، ويبقى الأصل كما هو</translation>
    </message>
</context>
<context>
    <name>GeometryActions</name>
    <message>
        <source>Rotate &amp;left</source>
        <translation>تدوير إلى ال&amp;يسار</translation>
    </message>
    <message>
        <source>Rotate &amp;right</source>
        <translation>تدوير إلى ال&amp;يمين</translation>
    </message>
    <message>
        <source>Flip &amp;horizontally</source>
        <translation>قلب أ&amp;فقي</translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation>تبديل اليسار واليمين</translation>
    </message>
    <message>
        <source>Flip &amp;vertically</source>
        <translation>قلب &amp;عمودي</translation>
    </message>
    <message>
        <source>Exchange top and bottom</source>
        <translation>تبديل الأعلى والأسفل</translation>
    </message>
    <message>
        <source>&amp;Crop</source>
        <translation>ا&amp;قتصاص</translation>
    </message>
    <message>
        <source>Choose the part that is kept</source>
        <translation>اختيار الجزء الذي يبقى</translation>
    </message>
    <message>
        <source>&amp;Straighten</source>
        <translation>&amp;تقويم</translation>
    </message>
    <message>
        <source>Draw a line that should be level or upright</source>
        <translation>رسم خط ينبغي أن يكون أفقيًا أو قائمًا</translation>
    </message>
    <message>
        <source>Reset &amp;geometry</source>
        <translation>إعادة ضبط الش&amp;كل الهندسي</translation>
    </message>
    <message>
        <source>Back to the photo as it was taken</source>
        <translation>العودة إلى الصورة كما التُقطت</translation>
    </message>
</context>
<context>
    <name>GeometryPanel</name>
    <message>
        <source>Ratio of the crop</source>
        <translation>نسبة الاقتصاص</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>حرة</translation>
    </message>
    <message>
        <source>As shot</source>
        <translation>كما التُقطت</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>تبديل</translation>
    </message>
    <message>
        <source>Exchange width and height of the crop (X)</source>
        <translation>تبديل عرض الاقتصاص وارتفاعه (X)</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>الزاوية</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>تطبيق</translation>
    </message>
    <message>
        <source>Crop the photo (Enter)</source>
        <translation>اقتصاص الصورة (مفتاح الإدخال)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Leave the photo as it was (Esc)</source>
        <translation>ترك الصورة كما كانت (Esc)</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>النسبة</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>المدرج التكراري</translation>
    </message>
    <message>
        <source>Brightness: %1 stops</source>
        <translation>السطوع: %1 وقفة</translation>
    </message>
    <message>
        <source>clipped white: %1 %</source>
        <translation>أبيض مقطوع: %1٪</translation>
    </message>
    <message>
        <source>clipped black: %1 %</source>
        <translation>أسود مقطوع: %1٪</translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>فُتحت</translation>
    </message>
</context>
<context>
    <name>InfoRow</name>
    <message>
        <source>About this photo</source>
        <translation>عن هذه الصورة</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>ISO %1</source>
        <translation>ISO %1</translation>
    </message>
    <message>
        <source>f/%1</source>
        <translation>f/%1</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 مم</translation>
    </message>
    <message>
        <source>%1/%2 s</source>
        <translation>%1/%2 ث</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 ث</translation>
    </message>
</context>
<context>
    <name>LicenceBrowser</name>
    <message>
        <source>Search components and licences</source>
        <translation>البحث عن مكوّن أو ترخيص</translation>
    </message>
    <message>
        <source>Components of Lowexp</source>
        <translation>مكوّنات Lowexp</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>نص الترخيص</translation>
    </message>
    <message>
        <source>%1 of %2 components</source>
        <translation>%1 من %2 من المكوّنات</translation>
    </message>
    <message>
        <source>The licences cannot be read. Install Lowexp again.</source>
        <translation>تتعذر قراءة التراخيص. أعد تثبيت Lowexp.</translation>
    </message>
    <message>
        <source>This component does not include the text of its licence. You find it at its address.</source>
        <translation>لا يرفق هذا المكوّن نص ترخيصه. تجده في عنوانه.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Lowexp</source>
        <translation>Lowexp</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>You can only drop photos, folders and models of this computer here.</source>
        <translation>لا يمكن أن يُفلت هنا إلا صور ومجلدات ونماذج من هذا الحاسوب.</translation>
    </message>
</context>
<context>
    <name>ManualPage</name>
    <message>
        <source>Manual</source>
        <translation>الدليل</translation>
    </message>
    <message>
        <source>en</source>
        <translation>ar</translation>
    </message>
    <message>
        <source>Contents of the manual</source>
        <translation>محتويات الدليل</translation>
    </message>
</context>
<context>
    <name>MethodWorker</name>
    <message>
        <source>There is not enough memory to use this method on a photo of this size.</source>
        <translation>تحتاج هذه الطريقة إلى ذاكرة أكبر مما هو متاح لصورة بهذا الحجم.</translation>
    </message>
    <message>
        <source>This method failed; the log has the details.</source>
        <translation>فشلت هذه الطريقة؛ والتفاصيل في السجل.</translation>
    </message>
</context>
<context>
    <name>ModelCommands</name>
    <message>
        <source>The model %1 is no longer in the model library; %2 is used instead.</source>
        <translation>لم يعد النموذج %1 في مكتبة النماذج؛ يُستخدم %2 بدلًا منه.</translation>
    </message>
</context>
<context>
    <name>ModelForm</name>
    <message>
        <source>Title</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>For the command line: letters, digits, - and _</source>
        <translation>لسطر الأوامر: حروف لاتينية وأرقام و- و_</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>الوصف</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>حف&amp;ظ</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>إل&amp;غاء</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>ال&amp;عنوان</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>الا&amp;سم</translation>
    </message>
    <message>
        <source>Descr&amp;iption</source>
        <translation>ال&amp;وصف</translation>
    </message>
</context>
<context>
    <name>ModelLibrary</name>
    <message>
        <source>The model %1 was added to the model library.</source>
        <translation>أُضيف النموذج %1 إلى مكتبة النماذج.</translation>
    </message>
    <message>
        <source>The model was exported to the file %1.</source>
        <translation>صُدِّر النموذج إلى الملف %1.</translation>
    </message>
</context>
<context>
    <name>ModelLibraryDialog</name>
    <message>
        <source>Model library</source>
        <translation>مكتبة النماذج</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>عن هذا النموذج</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>است&amp;خدام</translation>
    </message>
    <message>
        <source>Enhance with this model</source>
        <translation>تحسين الصور بهذا النموذج</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>م&amp;قارنة</translation>
    </message>
    <message>
        <source>Show its result in a pane</source>
        <translation>عرض نتيجته في لوحة</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>إعادة &amp;تسمية…</translation>
    </message>
    <message>
        <source>Change title and name</source>
        <translation>تغيير العنوان والاسم</translation>
    </message>
    <message>
        <source>De&amp;scribe…</source>
        <translation>و&amp;صف…</translation>
    </message>
    <message>
        <source>Change the description</source>
        <translation>تغيير الوصف</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>ت&amp;صدير…</translation>
    </message>
    <message>
        <source>Save this model to a file</source>
        <translation>حفظ هذا النموذج في ملف</translation>
    </message>
    <message>
        <source>Add a model from a file</source>
        <translation>إضافة نموذج من ملف</translation>
    </message>
    <message>
        <source>Delete this model from the library</source>
        <translation>حذف هذا النموذج من المكتبة</translation>
    </message>
    <message>
        <source>Restore the deleted model</source>
        <translation>إعادة النموذج المحذوف</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>است&amp;يراد…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;حذف</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>&amp;تراجع</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1 (مستخدم)</translation>
    </message>
    <message>
        <source>Export a model</source>
        <translation>تصدير نموذج</translation>
    </message>
    <message>
        <source>Import models</source>
        <translation>استيراد نماذج</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>حُذف %1.</translation>
    </message>
</context>
<context>
    <name>ModelTerms</name>
    <message>
        <source>Terms of the model %1: %2</source>
        <translation>شروط النموذج %1: %2</translation>
    </message>
    <message>
        <source>Terms of the model %1: %2 The model %3 may be used for anything.</source>
        <translation>شروط النموذج %1: %2 أما النموذج %3 فلأي استخدام.</translation>
    </message>
</context>
<context>
    <name>NamePattern</name>
    <message>
        <source>Name pattern</source>
        <translation>نمط الاسم</translation>
    </message>
    <message>
        <source>Fields that you can use: %1</source>
        <translation>الحقول التي يمكنك استخدامها: %1</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>Navigator</source>
        <translation>المستكشف</translation>
    </message>
</context>
<context>
    <name>NeutralPicker</name>
    <message>
        <source>The colour cast of this place is stronger than temperature and tint can correct.</source>
        <translation>انحراف لون هذا الموضع أقوى مما تصححه حرارة اللون والصبغة.</translation>
    </message>
    <message>
        <source>Click a grey or white place in the picture. Esc ends.</source>
        <translation>انقر موضعًا رماديًا أو أبيض في الصورة. ينهي Esc الاختيار.</translation>
    </message>
</context>
<context>
    <name>OpenCommands</name>
    <message>
        <source>Open photos</source>
        <translation>فتح صور</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>فتح مجلد صور</translation>
    </message>
    <message>
        <source>There is no picture to paste; copy one first.</source>
        <translation>لا توجد صورة للصقها؛ انسخ صورة أولًا.</translation>
    </message>
</context>
<context>
    <name>PairModel</name>
    <message>
        <source>Use</source>
        <translation>استخدام</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>الداكنة</translation>
    </message>
    <message>
        <source>Well exposed</source>
        <translation>جيدة التعريض</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>الحكم</translation>
    </message>
</context>
<context>
    <name>PairTable</name>
    <message>
        <source>Pairs</source>
        <translation>الأزواج</translation>
    </message>
</context>
<context>
    <name>PairsPage</name>
    <message>
        <source>&amp;Swap dark and bright</source>
        <translation>ت&amp;بديل الداكنة والجيدة</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;رجوع</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>ال&amp;تالي</translation>
    </message>
    <message>
        <source>Photos without a match: %1.</source>
        <translation>صور لا تنتمي إلى أي زوج: %1.</translation>
    </message>
    <message>
        <source>Tick what you want to use, even if the verdict is bad.</source>
        <translation>ضع علامة على ما تريد استخدامه، ولو كان الحكم سيئًا.</translation>
    </message>
    <message>
        <source>Pairs with the dark and the well-exposed photo swapped: %1.</source>
        <translation>أزواج تبادلت فيها الداكنة وجيدة التعريض: %1.</translation>
    </message>
    <message>
        <source>Pairs used: %1 of %2.</source>
        <translation>الأزواج المستخدمة: %1 من %2.</translation>
    </message>
    <message>
        <source>Clean photos used: %1 of %2. They improve noise reduction and leave brightness as it is. Noise of your camera in a dark grey (32 of 255): %3.</source>
        <translation>الصور النقية المستخدمة: %1 من %2. وهي تحسّن إزالة الضوضاء وتترك السطوع كما هو. ضوضاء كاميرتك في الرمادي الداكن (٣٢ من ٢٥٥): %3.</translation>
    </message>
</context>
<context>
    <name>Pane</name>
    <message>
        <source>Figures</source>
        <translation>القياسات</translation>
    </message>
    <message>
        <source>Higher is better: PSNR and SSIM, compared with the reference. Lower is better: CIEDE2000, compared with the reference, and NIQE and BRISQUE, without a reference. All figures are for the whole photo.</source>
        <translation>الأكثر أفضل: PSNR وSSIM مقارنةً بالمرجع. الأقل أفضل: CIEDE2000 مقارنةً بالمرجع، وNIQE وBRISQUE للصورة وحدها. وكلها للصورة كاملة.</translation>
    </message>
</context>
<context>
    <name>PaneTitle</name>
    <message>
        <source>What this pane shows. Alt and a digit change the pane that you clicked last.</source>
        <translation>ما تعرضه هذه اللوحة. Alt مع مفتاح رقم يغيّر اللوحة التي نقرتها آخر مرة.</translation>
    </message>
    <message>
        <source>What this pane shows: %1</source>
        <translation>ما تعرضه هذه اللوحة: %1</translation>
    </message>
    <message>
        <source>More</source>
        <translation>المزيد</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>&amp;Grid</source>
        <translation>&amp;شبكة</translation>
    </message>
    <message>
        <source>Show all photos as tiles, or one photo</source>
        <translation>عرض كل الصور في شبكة، أو صورة واحدة</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>تحديد ال&amp;كل</translation>
    </message>
    <message>
        <source>Select all shown photos</source>
        <translation>تحديد كل الصور المعروضة</translation>
    </message>
    <message>
        <source>Select &amp;one</source>
        <translation>تحديد &amp;واحدة</translation>
    </message>
    <message>
        <source>Select only the photo shown</source>
        <translation>تحديد الصورة المعروضة وحدها</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>&amp;رفض</translation>
    </message>
    <message>
        <source>Mark the selected photos as rejected, or take it back</source>
        <translation>وضع علامة الرفض على الصور المحددة، أو إزالتها</translation>
    </message>
    <message>
        <source>&amp;Unflag</source>
        <translation>إ&amp;زالة العلامة</translation>
    </message>
    <message>
        <source>The selected photos are not rejected</source>
        <translation>الصور المحددة ليست مرفوضة</translation>
    </message>
    <message>
        <source>&amp;Enhance next photos in the background</source>
        <translation>ت&amp;حسين الصور التالية في الخلفية</translation>
    </message>
    <message>
        <source>While you look at a photo, the next ones are enhanced</source>
        <translation>تُحسَّن الصور التالية بينما تنظر إلى صورة</translation>
    </message>
    <message>
        <source>As &amp;opened</source>
        <translation>بترتيب ال&amp;فتح</translation>
    </message>
    <message>
        <source>By &amp;name</source>
        <translation>حسب ال&amp;اسم</translation>
    </message>
    <message>
        <source>By &amp;date taken</source>
        <translation>حسب &amp;تاريخ الالتقاط</translation>
    </message>
    <message>
        <source>By &amp;rating</source>
        <translation>حسب الت&amp;قييم</translation>
    </message>
    <message>
        <source>By &amp;brightness, darkest first</source>
        <translation>حسب ال&amp;سطوع، الأغمق أولًا</translation>
    </message>
    <message>
        <source>Re&amp;verse order</source>
        <translation>&amp;عكس الترتيب</translation>
    </message>
    <message>
        <source>&amp;All photos</source>
        <translation>&amp;كل الصور</translation>
    </message>
    <message>
        <source>At least %1</source>
        <translation>%1 على الأقل</translation>
    </message>
    <message>
        <source>Not &amp;rejected</source>
        <translation>غير الم&amp;رفوضة</translation>
    </message>
    <message>
        <source>&amp;Changed</source>
        <translation>الم&amp;عدَّلة</translation>
    </message>
    <message>
        <source>Not &amp;saved</source>
        <translation>غير المح&amp;فوظة</translation>
    </message>
    <message>
        <source>&amp;Failed</source>
        <translation>التي ف&amp;شلت</translation>
    </message>
    <message>
        <source>On the &amp;left</source>
        <translation>على ال&amp;جانب</translation>
    </message>
    <message>
        <source>&amp;Below</source>
        <translation>في الأس&amp;فل</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>بلا نجوم</translation>
    </message>
    <message>
        <source>Rate the selected photos</source>
        <translation>تقييم الصور المحددة</translation>
    </message>
    <message>
        <source>&amp;Small thumbnails</source>
        <translation>مصغَّرات &amp;صغيرة</translation>
    </message>
    <message>
        <source>&amp;Medium thumbnails</source>
        <translation>مصغَّرات &amp;متوسطة</translation>
    </message>
    <message>
        <source>&amp;Large thumbnails</source>
        <translation>مصغَّرات &amp;كبيرة</translation>
    </message>
</context>
<context>
    <name>PhotoBar</name>
    <message>
        <source>Sort</source>
        <translation>ترتيب</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>تصفية</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>المصغَّرات</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>%1 of %2, %3 hidden</source>
        <translation>%1 من %2، المخفي %3</translation>
    </message>
    <message>
        <source>%1 of %2 photos are selected</source>
        <translation>الصور المحددة: %1 من %2</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Grid of photos</source>
        <translation>شبكة الصور</translation>
    </message>
    <message>
        <source>No photo passes the filter.</source>
        <translation>لا توجد صورة تطابق التصفية.</translation>
    </message>
</context>
<context>
    <name>PhotoListModel</name>
    <message>
        <source>Pasted picture</source>
        <translation>صورة ملصقة</translation>
    </message>
</context>
<context>
    <name>PhotosPage</name>
    <message>
        <source>&amp;Two sets: dark photos, and well-exposed photos of the same scenes</source>
        <translation>م&amp;جموعتان: صور داكنة، وصور جيدة التعريض للمشاهد نفسها</translation>
    </message>
    <message>
        <source>&amp;Exposure brackets in one folder</source>
        <translation>&amp;صور متدرجة التعريض في مجلد واحد</translation>
    </message>
    <message>
        <source>&amp;No pairs: clean photos, and shots that show your camera&apos;s noise</source>
        <translation>&amp;بلا أزواج: صور نقية، ولقطات تُظهر ضوضاء كاميرتك</translation>
    </message>
    <message>
        <source>Dark photos</source>
        <translation>صور داكنة</translation>
    </message>
    <message>
        <source>Drop photos or a folder here</source>
        <translation>أفلت صورًا أو مجلدًا هنا</translation>
    </message>
    <message>
        <source>Well-exposed photos</source>
        <translation>صور جيدة التعريض</translation>
    </message>
    <message>
        <source>Drop photos of the same scenes, well exposed, or a folder here</source>
        <translation>أفلت هنا صورًا للمشاهد نفسها بتعريض جيد، أو مجلدًا</translation>
    </message>
    <message>
        <source>Drop a folder that has each scene in several exposures</source>
        <translation>أفلت مجلدًا فيه كل مشهد بعدة تعريضات</translation>
    </message>
    <message>
        <source>Drop well-exposed photos at low ISO, or a folder here</source>
        <translation>أفلت هنا صورًا جيدة التعريض بحساسية ISO منخفضة، أو مجلدًا</translation>
    </message>
    <message>
        <source>Drop two or more shots of one scene here, at the high ISO that you use</source>
        <translation>أفلت هنا لقطتين أو أكثر لمشهد واحد بحساسية ISO العالية التي تستخدمها</translation>
    </message>
    <message>
        <source>Photos checked</source>
        <translation>الصور التي فُحصت</translation>
    </message>
    <message>
        <source>A model learns from pairs: the same scene twice from a tripod, once too dark and once well exposed. 20 pairs are good, 40 are better. Your photos are not changed and stay on this computer.</source>
        <translation>يتعلم النموذج من أزواج: المشهد نفسه مرتين من حامل ثلاثي، مرة داكنًا ومرة بتعريض جيد. ٢٠ زوجًا عدد جيد، و٤٠ أفضل. لا تُغيَّر صورك وتبقى على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Check &amp;photos</source>
        <translation>&amp;فحص الصور</translation>
    </message>
    <message>
        <source>&amp;Find pairs</source>
        <translation>البحث عن الأ&amp;زواج</translation>
    </message>
    <message>
        <source>Brackets</source>
        <translation>صور متدرجة التعريض</translation>
    </message>
    <message>
        <source>Clean photos</source>
        <translation>صور نقية</translation>
    </message>
    <message>
        <source>Shots that show the noise</source>
        <translation>لقطات تُظهر الضوضاء</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إ&amp;لغاء</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;رجوع</translation>
    </message>
    <message>
        <source>S&amp;tart</source>
        <translation>&amp;بدء</translation>
    </message>
    <message>
        <source>Model to start from</source>
        <translation>النموذج الذي يُبدأ منه</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>الجهاز</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>اسم النموذج الجديد</translation>
    </message>
    <message>
        <source>Letters, digits, - and _</source>
        <translation>حروف وأرقام و- و_</translation>
    </message>
    <message>
        <source>&amp;Model to start from</source>
        <translation>ال&amp;نموذج الذي يُبدأ منه</translation>
    </message>
    <message>
        <source>A quarter of your scenes is kept aside to measure the new model. Meanwhile you can go on working, pause, or close Lowexp and continue later.</source>
        <translation>يُترك ربع مشاهدك جانبًا لقياس النموذج الجديد. يمكنك أثناء ذلك متابعة العمل، أو الإيقاف المؤقت، أو إغلاق Lowexp والمتابعة لاحقًا.</translation>
    </message>
    <message>
        <source>Estimating the time…</source>
        <translation>جارٍ تقدير الوقت…</translation>
    </message>
    <message>
        <source>The time is not known</source>
        <translation>الوقت غير معروف</translation>
    </message>
    <message>
        <source>At most %1 min; ends earlier if the model stops improving</source>
        <translation>%1 دقيقة على الأكثر، ويتوقف حين لا يتحسن أكثر</translation>
    </message>
    <message>
        <source>At most %1 h; ends earlier if the model stops improving</source>
        <translation>‏%1 س على الأكثر؛ ويتوقف حين لا يعود هناك ما يُكسب</translation>
    </message>
    <message>
        <source>Scenes kept aside for the verdict: %1.</source>
        <translation>المشاهد المتروكة جانبًا للحكم: %1.</translation>
    </message>
    <message>
        <source>Scenes kept aside for the verdict: %1. These are too few to be sure; use photos of %2 scenes.</source>
        <translation>المشاهد المتروكة جانبًا للحكم: %1. وهي أقل من أن يُجزم بها؛ استخدم صورًا من %2 مشهدًا.</translation>
    </message>
    <message>
        <source>&amp;Name of the new model</source>
        <translation>ا&amp;سم النموذج الجديد</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>ال&amp;جهاز</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>تلقائي</translation>
    </message>
</context>
<context>
    <name>PresetCommands</name>
    <message>
        <source>The preset “%1” is deleted.</source>
        <translation>حُذف الإعداد المسبق «%1».</translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>Presets ▾</source>
        <translation>الإعدادات المسبقة ▾</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>الإعدادات المسبقة</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>اسم الإعداد المسبق</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>&amp;Save as preset…</source>
        <translation>&amp;حفظ كإعداد مسبق…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;حذف</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>استبدال</translation>
    </message>
    <message>
        <source>Save the preset “%1”</source>
        <translation>حفظ الإعداد المسبق «%1»</translation>
    </message>
</context>
<context>
    <name>ProblemPage</name>
    <message>
        <source>This photo cannot be shown</source>
        <translation>لا يمكن عرض هذه الصورة</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>حاول مرة أخرى</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>إظهار في المجلد</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>أزله من القائمة</translation>
    </message>
</context>
<context>
    <name>QueueCommands</name>
    <message>
        <source>The queue was not finished last time. Photos left: %1.</source>
        <translation>لم تكتمل قائمة الانتظار في المرة السابقة. الصور المتبقية: %1.</translation>
    </message>
    <message>
        <source>The queue is not finished. Photos left: %1. If you close Lowexp now, you can continue next time.</source>
        <translation>لم تكتمل قائمة الانتظار. الصور المتبقية: %1. إن أغلقت الآن يمكنك متابعتها في المرة القادمة.</translation>
    </message>
    <message>
        <source>Some photos are still being saved. If you close Lowexp now, they may not be saved.</source>
        <translation>ما زال حفظ بعض الصور جاريًا. إذا أغلقت Lowexp الآن، فقد لا تُحفظ.</translation>
    </message>
    <message>
        <source>The queue is finished</source>
        <translation>اكتملت قائمة الانتظار</translation>
    </message>
    <message>
        <source>Lowexp</source>
        <translation>Lowexp</translation>
    </message>
    <message>
        <source>%1 % - %2</source>
        <translation>%1 % - %2</translation>
    </message>
    <message>
        <source>The summary is saved as “%1”.</source>
        <translation>حُفظ الملخص باسم “%1”.</translation>
    </message>
</context>
<context>
    <name>QueueForm</name>
    <message>
        <source>&amp;Choose…</source>
        <translation>ا&amp;ختيار…</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>اخ&amp;تيار…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Folder with photos</source>
        <translation>مجلد الصور</translation>
    </message>
    <message>
        <source>Folder for saved photos</source>
        <translation>مجلد الصور المحفوظة</translation>
    </message>
    <message>
        <source>From</source>
        <translation>من</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>الا&amp;سم</translation>
    </message>
    <message>
        <source>Include &amp;subfolders</source>
        <translation>&amp;والمجلدات الفرعية</translation>
    </message>
    <message>
        <source>Also photos that are there &amp;now</source>
        <translation>والصور الموجودة &amp;الآن أيضًا</translation>
    </message>
    <message>
        <source>Keep the &amp;folder structure</source>
        <translation>إبقاء بنية ال&amp;مجلدات</translation>
    </message>
    <message>
        <source>Fields that you can use: %1</source>
        <translation>الحقول المتاحة: %1</translation>
    </message>
    <message>
        <source>Same as the photo</source>
        <translation>مثل الصورة</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Same as the photo shown</source>
        <translation>كالصورة المعروضة</translation>
    </message>
    <message>
        <source>To</source>
        <translation>إلى</translation>
    </message>
    <message>
        <source>&amp;If the name exists</source>
        <translation>إ&amp;ن وُجد الاسم</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>ال&amp;صيغة</translation>
    </message>
    <message>
        <source>Ad&amp;justments</source>
        <translation>ال&amp;ضبط</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>مراقبة مجلد</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>إضافة إلى قائمة الانتظار</translation>
    </message>
    <message>
        <source>&amp;Watch</source>
        <translation>&amp;مراقبة</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>إ&amp;ضافة</translation>
    </message>
    <message>
        <source>Choose the folder with photos</source>
        <translation>اختيار مجلد الصور</translation>
    </message>
    <message>
        <source>Choose the folder for saved photos</source>
        <translation>اختيار مجلد الصور المحفوظة</translation>
    </message>
    <message>
        <source>%1 files and folders</source>
        <translation>الملفات والمجلدات: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>مثال: %1</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Photo</source>
        <translation>الصورة</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>المجلد</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>النتيجة</translation>
    </message>
</context>
<context>
    <name>QueueSaves</name>
    <message>
        <source>All photos are already saved.</source>
        <translation>كل الصور محفوظة من قبل.</translation>
    </message>
</context>
<context>
    <name>QueueStoreWorker</name>
    <message>
        <source>Another Lowexp window uses the stored queue. The queue of this window ends when you close it.</source>
        <translation>نافذة أخرى من Lowexp تستخدم قائمة الانتظار المحفوظة. تنتهي قائمة هذه النافذة بإغلاقها.</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Queue</source>
        <translation>قائمة الانتظار</translation>
    </message>
</context>
<context>
    <name>QueueWindow</name>
    <message>
        <source>Queue</source>
        <translation>قائمة الانتظار</translation>
    </message>
    <message>
        <source>Progress of the queue</source>
        <translation>تقدم قائمة الانتظار</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>إيقاف &amp;مؤقت</translation>
    </message>
    <message>
        <source>Cancel a&amp;ll</source>
        <translation>إل&amp;غاء الكل</translation>
    </message>
    <message>
        <source>Drop photos and folders here.</source>
        <translation>أفلت الصور والمجلدات هنا.</translation>
    </message>
    <message>
        <source>S&amp;top watching</source>
        <translation>إيقا&amp;ف المراقبة</translation>
    </message>
    <message>
        <source>Add p&amp;hotos…</source>
        <translation>إضافة &amp;صور…</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>إضافة م&amp;جلد…</translation>
    </message>
    <message>
        <source>&amp;Watch a folder…</source>
        <translation>&amp;مراقبة مجلد…</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>أ&amp;على</translation>
    </message>
    <message>
        <source>Process earlier (Alt+Up)</source>
        <translation>معالجتها قبل غيرها (Alt+Up)</translation>
    </message>
    <message>
        <source>Process later (Alt+Down)</source>
        <translation>معالجتها بعد غيرها (Alt+Down)</translation>
    </message>
    <message>
        <source>Remove from the queue; no file is deleted (Del)</source>
        <translation>إزالة من قائمة الانتظار؛ لا يُحذف أي ملف (Del)</translation>
    </message>
    <message>
        <source>Remove fi&amp;nished</source>
        <translation>إزالة الم&amp;نجزة</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>متا&amp;بعة</translation>
    </message>
    <message>
        <source>Watching %1. Results are saved in %2.</source>
        <translation>تجري مراقبة %1؛ تُحفظ النتائج في %2.</translation>
    </message>
    <message>
        <source>New photos: %1. The latest is %2.</source>
        <translation>صور جديدة: %1. وآخرها %2.</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>أ&amp;سفل</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إ&amp;لغاء</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>إعا&amp;دة</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>إ&amp;زالة</translation>
    </message>
    <message>
        <source>&amp;Save summary…</source>
        <translation>&amp;حفظ الملخص…</translation>
    </message>
    <message>
        <source>Add photos to the queue</source>
        <translation>إضافة صور إلى قائمة الانتظار</translation>
    </message>
    <message>
        <source>Add a folder to the queue</source>
        <translation>إضافة مجلد إلى قائمة الانتظار</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>مراقبة مجلد</translation>
    </message>
    <message>
        <source>&amp;Retry failed</source>
        <translation>إعادة الف&amp;اشلة</translation>
    </message>
    <message>
        <source>Text (*.txt);;Table (*.csv);;JSON (*.json)</source>
        <translation>نص (*.txt);;جدول (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Save the summary</source>
        <translation>حفظ الملخص</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>فتح الأ&amp;خيرة</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>م&amp;سح هذه القائمة</translation>
    </message>
</context>
<context>
    <name>References</name>
    <message>
        <source>Reading the reference…</source>
        <translation>جارٍ قراءة الصورة المرجعية…</translation>
    </message>
    <message>
        <source>The reference has %1 × %2 pixels, but this photo has %3 × %4. Choose a reference of the same size.</source>
        <translation>مقاس الصورة المرجعية %1 × %2 بكسل، أما هذه الصورة فمقاسها %3 × %4؛ اختر صورة مرجعية بالمقاس نفسه.</translation>
    </message>
</context>
<context>
    <name>ReportCommands</name>
    <message>
        <source>The report is copied; paste it into a message.</source>
        <translation>نُسخ التقرير؛ ألصقه في رسالة.</translation>
    </message>
    <message>
        <source>The report can no longer be read.</source>
        <translation>لم تعد قراءة التقرير ممكنة.</translation>
    </message>
</context>
<context>
    <name>SamplePicture</name>
    <message>
        <source>The sample before and after</source>
        <translation>صورة المثال قبل المعالجة وبعدها</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>After</source>
        <translation>بعد</translation>
    </message>
</context>
<context>
    <name>SaveDetails</name>
    <message>
        <source>Format</source>
        <translation>الصيغة</translation>
    </message>
    <message>
        <source>Same as the photo</source>
        <translation>مثل الصورة</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>مجلد…</translation>
    </message>
    <message>
        <source>Choose the folder for saved photos</source>
        <translation>اختيار مجلد الصور المحفوظة</translation>
    </message>
    <message>
        <source>Beside photo</source>
        <translation>بجانب الصورة</translation>
    </message>
    <message>
        <source>Save in a folder “Lowexp” beside each photo</source>
        <translation>الحفظ في مجلد «Lowexp» بجانب كل صورة</translation>
    </message>
    <message>
        <source>Folder for saved photos</source>
        <translation>مجلد الصور المحفوظة</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>المجلد</translation>
    </message>
    <message>
        <source>In a folder “Lowexp” beside each photo</source>
        <translation>في مجلد «Lowexp» بجانب كل صورة</translation>
    </message>
    <message>
        <source>In “%1”</source>
        <translation>في «%1»</translation>
    </message>
</context>
<context>
    <name>SavePanel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2 px</source>
        <translation>%1، %2 بكسل</translation>
    </message>
    <message>
        <source>%1
If this file exists, a number is added to the name.</source>
        <translation>%1
إذا كان هذا الملف موجودًا، يضاف رقم إلى الاسم.</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 ← %2</translation>
    </message>
    <message>
        <source>Unfolds what and where is saved</source>
        <translation>يعرض ما يُحفظ وأين يُحفظ</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>A photo was removed before it was saved; open it and save it again.</source>
        <translation>أُزيلت صورة قبل حفظها؛ افتحها واحفظها من جديد.</translation>
    </message>
    <message>
        <source>Saved as “%1” in “%2”.</source>
        <translation>حُفظت باسم «%1» في «%2».</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Loading the adjustments of %1 photos. The photos are saved after that.</source>
        <translation>يجري تحميل تعديلات %1 من الصور؛ وتُحفظ الصور بعد ذلك.</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>الاختصارات</translation>
    </message>
    <message>
        <source>In the photo</source>
        <translation>في الصورة</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>التكبير عند المؤشر</translation>
    </message>
    <message>
        <source>Wheel, or pinch</source>
        <translation>العجلة، أو ضم الإصبعين</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>التحريك</translation>
    </message>
    <message>
        <source>Drag, or arrow keys</source>
        <translation>السحب، أو مفاتيح الأسهم</translation>
    </message>
    <message>
        <source>Next or previous photo, if the whole photo is shown</source>
        <translation>الصورة التالية أو السابقة، عند عرض الصورة كاملة</translation>
    </message>
    <message>
        <source>Left and right arrow keys</source>
        <translation>مفتاحا السهمين الأيسر والأيمن</translation>
    </message>
    <message>
        <source>Swap a small picture with the large one</source>
        <translation>تبديل صورة صغيرة بالكبيرة</translation>
    </message>
    <message>
        <source>Click it</source>
        <translation>انقرها</translation>
    </message>
    <message>
        <source>Move the focus on from the picture</source>
        <translation>نقل التركيز من الصورة إلى ما بعدها</translation>
    </message>
    <message>
        <source>Ctrl+Tab, or Shift+Tab for back</source>
        <translation>Ctrl+Tab، أو Shift+Tab للرجوع</translation>
    </message>
    <message>
        <source>Whole photo or 100 %</source>
        <translation>الصورة كاملة، أو ١٠٠٪</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>نقر مزدوج</translation>
    </message>
    <message>
        <source>See the original photo</source>
        <translation>رؤية الأصل</translation>
    </message>
    <message>
        <source>Press the focused button</source>
        <translation>ضغط الزر الذي عليه التركيز</translation>
    </message>
    <message>
        <source>Move the line of the split view</source>
        <translation>تحريك خط العرض المقسوم</translation>
    </message>
    <message>
        <source>Drag it, or press Alt and arrow keys</source>
        <translation>اسحبه، أو Alt مع مفاتيح الأسهم</translation>
    </message>
    <message>
        <source>Double-click its name</source>
        <translation>نقر مزدوج على اسمه</translation>
    </message>
    <message>
        <source>Hold the space bar</source>
        <translation>اضغط مفتاح المسافة مطوّلًا</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>مفتاح الإدخال (Return)</translation>
    </message>
    <message>
        <source>Reset an adjustment</source>
        <translation>إعادة ضبط تعديل</translation>
    </message>
</context>
<context>
    <name>StartupNotices</name>
    <message>
        <source>Lowexp starts with new settings. The old files are kept: %1. Your own models are not changed.</source>
        <translation>يبدأ Lowexp بإعدادات جديدة. يُحتفظ بالملفات القديمة: %1. ولا تتغير نماذجك.</translation>
    </message>
    <message>
        <source>Safe mode: Lowexp uses the processor and default settings. Changes of settings are not saved.</source>
        <translation>الوضع الآمن: يستخدم Lowexp المعالج والإعدادات المعتادة. لا تُحفظ تغييرات الإعدادات.</translation>
    </message>
    <message>
        <source>Lowexp crashed last time. A report is on this computer. It names no photos, and nothing was sent.</source>
        <translation>تعطل Lowexp في المرة السابقة. يوجد تقرير على هذا الحاسوب؛ لا يسمّي أي صورة، ولم يُرسل شيء.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Stop processing (Esc)</source>
        <translation>إيقاف المعالجة (Esc)</translation>
    </message>
</context>
<context>
    <name>StorageDialog</name>
    <message>
        <source>Memory and disk</source>
        <translation>الذاكرة والقرص</translation>
    </message>
    <message>
        <source>Memory for photos and results</source>
        <translation>الذاكرة المخصصة للصور والنتائج</translation>
    </message>
    <message>
        <source>If memory is full, the results that you viewed longest ago are removed first</source>
        <translation>إن امتلأت الذاكرة تُزال أولًا النتائج التي لم تُعرض منذ أطول مدة</translation>
    </message>
    <message>
        <source>If memory is full, results are stored on disk, so that they are not calculated again</source>
        <translation>إن امتلأت الذاكرة تُخزَّن النتائج على القرص كي لا تُحسب من جديد</translation>
    </message>
    <message>
        <source>In Lowexp</source>
        <translation>في Lowexp</translation>
    </message>
    <message>
        <source>In Lowexp and beside each photo (XMP)</source>
        <translation>في Lowexp وبجانب كل صورة (XMP)</translation>
    </message>
    <message>
        <source>Where adjustments are saved</source>
        <translation>مكان حفظ التعديلات</translation>
    </message>
    <message>
        <source>Each photo keeps its adjustments and its model, also if you move or rename it</source>
        <translation>تحتفظ كل صورة بتعديلاتها ونموذجها، ولو نُقلت أو تغيّر اسمها</translation>
    </message>
    <message>
        <source>De&amp;lete cached results</source>
        <translation>حذ&amp;ف النتائج المخزنة</translation>
    </message>
    <message>
        <source>Your photos and saved files are not deleted</source>
        <translation>لا تُحذف صورك ولا ملفاتك المحفوظة</translation>
    </message>
    <message>
        <source>Disk space used</source>
        <translation>المستخدم من القرص الآن</translation>
    </message>
    <message>
        <source>Save &amp;adjustments</source>
        <translation>حفظ الت&amp;عديلات</translation>
    </message>
    <message>
        <source>Disk for results</source>
        <translation>القرص المخصص للنتائج</translation>
    </message>
    <message>
        <source>None</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>لا تُحفظ</translation>
    </message>
    <message>
        <source>&amp;Memory for photos and results</source>
        <translation>ال&amp;ذاكرة المخصصة للصور والنتائج</translation>
    </message>
    <message>
        <source>&amp;Disk for results</source>
        <translation>ال&amp;قرص المخصص للنتائج</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> م.ب</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 م.ب</translation>
    </message>
</context>
<context>
    <name>StoreWorker</name>
    <message>
        <source>The adjustments in %1 files beside photos cannot be used. The log lists the files.</source>
        <translation>تعذّر استخدام التعديلات في %1 من الملفات بجانب الصور. السجل يذكر أسماءها.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation>إغلاق (Esc)</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Dismiss all</source>
        <translation>إغلاق الكل</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 أخرى</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>إعادة المعالجة</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>إظهار في المجلد</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>اختيار مجلد…</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>إظهار السجل</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Show queue</source>
        <translation>إظهار قائمة الانتظار</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>نسخ التقرير</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>إظهار مجلده</translation>
    </message>
    <message>
        <source>Use “Open”</source>
        <translation>استخدام «مفتوح»</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Toolbar</source>
        <translation>شريط الأدوات</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>الجهاز</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>السمة</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>فاتحة أو داكنة</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <translation>%1 (غير موجود)</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Training error (lower is better)</source>
        <translation>خطأ التدريب (الأقل أفضل)</translation>
    </message>
    <message>
        <source>Quality on held-back photos in dB (higher is better)</source>
        <translation>الجودة في الصور المحجوبة بالديسيبل (الأعلى أفضل)</translation>
    </message>
    <message>
        <source>With the original model</source>
        <translation>بالنموذج الأصلي</translation>
    </message>
    <message>
        <source>Your well-exposed photo</source>
        <translation>صورتك جيدة التعريض</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>إيقا&amp;ف مؤقت</translation>
    </message>
    <message>
        <source>Stop and &amp;keep</source>
        <translation>إيقاف وا&amp;حتفاظ</translation>
    </message>
    <message>
        <source>Stop and &amp;discard</source>
        <translation>إيقاف و&amp;تخلص</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>متا&amp;بعة</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>التعلّم</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>خطوات التعليم</translation>
    </message>
    <message>
        <source>Stop now and measure the model</source>
        <translation>الإيقاف الآن وقياس النموذج</translation>
    </message>
    <message>
        <source>Stop now and delete the unfinished model</source>
        <translation>الإيقاف الآن وحذف النموذج غير المكتمل</translation>
    </message>
    <message>
        <source>Preparing the photos…</source>
        <translation>يجري تحضير الصور…</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>جارٍ الإنهاء…</translation>
    </message>
    <message>
        <source>Fine-tuning of %1 was interrupted. You can continue it.</source>
        <translation>توقف تعليم %1 قبل أن يكتمل. يمكنك متابعته.</translation>
    </message>
    <message>
        <source>Noise reduction is trained</source>
        <translation>تُدرَّب إزالة الضوضاء</translation>
    </message>
    <message>
        <source>Part 1 of 2: brightness</source>
        <translation>الجزء ١ من ٢: السطوع</translation>
    </message>
    <message>
        <source>at most %1 left</source>
        <translation>بقي %1 على الأكثر</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>ا&amp;ستئناف</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Part 2 of 2: noise</source>
        <translation>الجزء ٢ من ٢: الضوضاء</translation>
    </message>
</context>
<context>
    <name>UndoOffers</name>
    <message>
        <source>Removed %1 from the list.</source>
        <translation>أُزيلت %1 من القائمة.</translation>
    </message>
    <message>
        <source>The pasted picture</source>
        <translation>الصورة الملصقة</translation>
    </message>
    <message>
        <source>%1 is removed from the list.</source>
        <translation>أزيلت %1 من القائمة.</translation>
    </message>
    <message>
        <source>Adjusted %1.</source>
        <translation>عُدّلت %1.</translation>
    </message>
</context>
<context>
    <name>VerdictPage</name>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>After</source>
        <translation>بعد</translation>
    </message>
    <message>
        <source>With the original model</source>
        <translation>بالنموذج الأصلي</translation>
    </message>
    <message>
        <source>With the new model</source>
        <translation>بالنموذج الجديد</translation>
    </message>
    <message>
        <source>Your well-exposed photo</source>
        <translation>صورتك جيدة التعريض</translation>
    </message>
    <message>
        <source>Keep and &amp;use</source>
        <translation>احتفاظ وا&amp;ستخدام</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>احت&amp;فاظ</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;تخلص</translation>
    </message>
    <message>
        <source>Figures before and after</source>
        <translation>الأرقام قبل وبعد</translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>Comp&amp;are</source>
        <translation>م&amp;قارنة</translation>
    </message>
    <message>
        <source>&amp;Another model</source>
        <translation>نموذج آ&amp;خر</translation>
    </message>
    <message>
        <source>Open a &amp;reference…</source>
        <translation>فتح صورة مر&amp;جعية…</translation>
    </message>
    <message>
        <source>A photo of the same scene and size to compare with</source>
        <translation>صورة للمشهد نفسه وبالمقاس نفسه للمقارنة</translation>
    </message>
    <message>
        <source>Show all models and methods side by side; choose it again to go back</source>
        <translation>عرض كل النماذج والطرق جنبًا إلى جنب؛ اختره مرة أخرى للعودة</translation>
    </message>
    <message>
        <source>S&amp;wap the large picture</source>
        <translation>ت&amp;بديل الصورة الكبيرة</translation>
    </message>
    <message>
        <source>Bring the next small picture into the large pane</source>
        <translation>إحضار الصورة الصغيرة التالية إلى اللوحة الكبيرة</translation>
    </message>
    <message>
        <source>Pr&amp;oof colours of the export</source>
        <translation>معاينة ألوان الت&amp;صدير</translation>
    </message>
    <message>
        <source>Show the colours that saved files can have</source>
        <translation>عرض الألوان التي يمكن أن تحملها الملفات المحفوظة</translation>
    </message>
    <message>
        <source>T&amp;urn the split line</source>
        <translation>ت&amp;دوير خط التقسيم</translation>
    </message>
    <message>
        <source>Show this in the pane that you clicked last; choose it again to go back</source>
        <translation>عرض هذا في اللوحة التي نقرتها آخر مرة؛ اختره مرة أخرى للعودة</translation>
    </message>
    <message>
        <source>Show the next model in the pane that you clicked last</source>
        <translation>عرض النموذج التالي في اللوحة التي نُقرت آخر مرة</translation>
    </message>
    <message>
        <source>Fi&amp;gures below the panes</source>
        <translation>ال&amp;قياسات تحت اللوحات</translation>
    </message>
    <message>
        <source>Quality of each picture, with and without a reference</source>
        <translation>جودة كل صورة: مقارنةً بالمرجع، وبحد ذاتها</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>&amp;قبل</translation>
    </message>
    <message>
        <source>Show the original photo; hold the button or the space bar to see it for a moment</source>
        <translation>عرض الصورة الأصلية؛ اضغط الزر أو مفتاح المسافة باستمرار لرؤيتها للحظة</translation>
    </message>
    <message>
        <source>F&amp;it</source>
        <translation>مل&amp;اءمة</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>عرض الصورة كاملة</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;١٠٠٪</translation>
    </message>
    <message>
        <source>One pixel of the photo on each of the screen</source>
        <translation>بكسل واحد من الصورة لكل بكسل من الشاشة</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>ت&amp;كبير</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>ت&amp;صغير</translation>
    </message>
    <message>
        <source>&amp;Loupe</source>
        <translation>ال&amp;عدسة</translation>
    </message>
    <message>
        <source>&amp;Navigator</source>
        <translation>المست&amp;كشف</translation>
    </message>
    <message>
        <source>&amp;Clipping warnings</source>
        <translation>ت&amp;حذيرات القطع</translation>
    </message>
    <message>
        <source>Clipped highlights in red, clipped shadows in blue</source>
        <translation>الإضاءة العالية المقطوعة بالأحمر، والظلال المقطوعة بالأزرق</translation>
    </message>
    <message>
        <source>Instead of the visible part</source>
        <translation>بدلًا من الجزء المعروض</translation>
    </message>
    <message>
        <source>As the &amp;theme</source>
        <translation>مثل ال&amp;سمة</translation>
    </message>
    <message>
        <source>&amp;Black</source>
        <translation>أ&amp;سود</translation>
    </message>
    <message>
        <source>Dar&amp;k grey</source>
        <translation>رمادي &amp;داكن</translation>
    </message>
    <message>
        <source>&amp;Middle grey</source>
        <translation>رمادي م&amp;توسط</translation>
    </message>
    <message>
        <source>&amp;White</source>
        <translation>أ&amp;بيض</translation>
    </message>
    <message>
        <source>Histogram of the whole &amp;photo</source>
        <translation>المدرج التكراري للصورة ك&amp;لها</translation>
    </message>
    <message>
        <source>L&amp;eft panel</source>
        <translation>اللوحة الي&amp;سرى</translation>
    </message>
    <message>
        <source>&amp;Right panel</source>
        <translation>اللوحة الي&amp;منى</translation>
    </message>
    <message>
        <source>B&amp;oth panels</source>
        <translation>&amp;كلتا اللوحتين</translation>
    </message>
    <message>
        <source>Hide or show both panels, while the picture has the focus</source>
        <translation>إخفاء اللوحتين الجانبيتين أو إظهارهما، ما دام التركيز على الصورة</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>ملء ال&amp;شاشة</translation>
    </message>
    <message>
        <source>The picture alone; Esc goes back</source>
        <translation>الصورة وحدها؛ مفتاح Esc للعودة</translation>
    </message>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>مثل ال&amp;نظام</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;فاتحة</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;داكنة</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>More</source>
        <translation>المزيد</translation>
    </message>
    <message>
        <source>More ways of looking</source>
        <translation>طرق أخرى للعرض</translation>
    </message>
</context>
<context>
    <name>ViewCommands</name>
    <message>
        <source>The reference is shown instead of %1. Press Alt+7 to go back.</source>
        <translation>تُعرض الصورة المرجعية بدلًا من %1. اضغط Alt+7 للعودة.</translation>
    </message>
    <message>
        <source>Open a reference</source>
        <translation>فتح صورة مرجعية</translation>
    </message>
    <message>
        <source>%1: final</source>
        <translation>%1: نهائية</translation>
    </message>
    <message>
        <source>Drop a photo of the same scene here, or press Ctrl+Shift+R.</source>
        <translation>أفلت هنا صورة للمشهد نفسه، أو اضغط Ctrl+Shift+R.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Photo</source>
        <translation>الصورة</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Drop dark photos here</source>
        <translation>أفلت الصور الداكنة هنا</translation>
    </message>
    <message>
        <source>Lowexp makes them bright and removes the noise. Your originals never change.</source>
        <translation>يجعلها Lowexp مضيئة ويزيل ضوضاءها. ولا تتغير صورك الأصلية أبدًا.</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>فتح صور…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>فتح مجلد…</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>تجربة صورة المثال</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>الأخيرة</translation>
    </message>
</context>
<context>
    <name>ZoomSlider</name>
    <message>
        <source>Zoom</source>
        <translation>التكبير</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1٪</translation>
    </message>
</context>
<context>
    <name>adjustments</name>
    <message>
        <source>Brightness</source>
        <translation>السطوع</translation>
    </message>
    <message>
        <source>How much the photo is brightened; 0 % leaves it dark</source>
        <translation>مقدار تفتيح الصورة؛ ٠٪ يتركها داكنة</translation>
    </message>
    <message>
        <source>Brightens or darkens the dark parts of the scene</source>
        <translation>يفتّح الأجزاء الداكنة من المشهد أو يغمّقها</translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation>الظلال</translation>
    </message>
    <message>
        <source>Denoise</source>
        <translation>إزالة الضوضاء</translation>
    </message>
    <message>
        <source>How much noise is removed; 0 % keeps all of it</source>
        <translation>مقدار الضوضاء المُزالة؛ ٠٪ يُبقيها كلها</translation>
    </message>
    <message>
        <source>Brings back fine detail that was removed with the noise</source>
        <translation>يعيد التفاصيل الدقيقة التي أُزيلت مع الضوضاء</translation>
    </message>
    <message>
        <source>Keep detail</source>
        <translation>حفظ التفاصيل</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>حرارة اللون</translation>
    </message>
    <message>
        <source>Cooler or warmer light</source>
        <translation>ضوء أبرد أو أدفأ</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>الصبغة</translation>
    </message>
    <message>
        <source>Greener or more magenta</source>
        <translation>أميل إلى الأخضر أو إلى الأرجواني</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>التباين</translation>
    </message>
    <message>
        <source>How far bright and dark are apart; middle grey stays the same</source>
        <translation>مدى تباعد الفاتح والداكن؛ يبقى الرمادي المتوسط كما هو</translation>
    </message>
    <message>
        <source>Protect highlights</source>
        <translation>حماية الإضاءة العالية</translation>
    </message>
    <message>
        <source>Keeps bright parts below white; below 0 % they may be clipped</source>
        <translation>يُبقي الأجزاء الساطعة دون الأبيض؛ وتحت ٠ ٪ قد تُقطع</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>التشبع</translation>
    </message>
    <message>
        <source>How strong colours are; 0 % is black and white</source>
        <translation>قوة الألوان؛ ٠٪ أبيض وأسود</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>الضوء</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>الضوضاء</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>اللون</translation>
    </message>
</context>
<context>
    <name>arrangements</name>
    <message>
        <source>Models and methods side by side; choose it again to reset the panes</source>
        <translation>النماذج والطرق جنبًا إلى جنب؛ وعند اختيارها مرة أخرى تُملأ اللوحات من جديد</translation>
    </message>
    <message>
        <source>&amp;Large picture with small ones</source>
        <translation>&amp;صورة كبيرة مع صور صغيرة</translation>
    </message>
    <message>
        <source>Click a small picture to swap it with the large one; choose this again to reset the panes</source>
        <translation>انقر صورة صغيرة لتبديلها بالكبيرة؛ واختر هذا مرة أخرى لإعادة ضبط اللوحات</translation>
    </message>
    <message>
        <source>&amp;One pane</source>
        <translation>لوحة &amp;واحدة</translation>
    </message>
    <message>
        <source>&amp;Two panes</source>
        <translation>ل&amp;وحتان</translation>
    </message>
    <message>
        <source>T&amp;hree panes</source>
        <translation>&amp;ثلاث لوحات</translation>
    </message>
    <message>
        <source>&amp;Four panes</source>
        <translation>أ&amp;ربع لوحات</translation>
    </message>
    <message>
        <source>Compare in &amp;six panes</source>
        <translation>المقارنة في &amp;ست لوحات</translation>
    </message>
    <message>
        <source>Compare in n&amp;ine panes</source>
        <translation>المقارنة في ت&amp;سع لوحات</translation>
    </message>
    <message>
        <source>Split vie&amp;w</source>
        <translation>العرض ال&amp;مقسوم</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>ال&amp;فرق</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>&amp;Quality</source>
        <translation>ال&amp;جودة</translation>
    </message>
    <message>
        <source>For %1, from 1 to 100</source>
        <translation>للصيغ %1، من 1 إلى 100</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>العمق</translation>
    </message>
    <message>
        <source>For %1; other formats have 8 bit</source>
        <translation>للصيغ %1؛ الصيغ الأخرى لها 8 بت</translation>
    </message>
    <message>
        <source>8 bit</source>
        <translation>8 بت</translation>
    </message>
    <message>
        <source>16 bit</source>
        <translation>16 بت</translation>
    </message>
    <message>
        <source>Colour detail</source>
        <translation>تفصيل الألوان</translation>
    </message>
    <message>
        <source>Same as the photo</source>
        <translation>مثل الصورة</translation>
    </message>
    <message>
        <source>For %1; less detail makes smaller files</source>
        <translation>للصيغ %1؛ الأقل يعطي ملفات أصغر</translation>
    </message>
    <message>
        <source>Full (4:4:4)</source>
        <translation>كامل (4:4:4)</translation>
    </message>
    <message>
        <source>Half (4:2:2)</source>
        <translation>نصف (4:2:2)</translation>
    </message>
    <message>
        <source>Quarter (4:2:0)</source>
        <translation>ربع (4:2:0)</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>الضغط</translation>
    </message>
    <message>
        <source>For %1, always lossless</source>
        <translation>للصيغة %1، دائمًا بلا فقد</translation>
    </message>
    <message>
        <source>None</source>
        <translation>بلا</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>The colour profile of saved files</source>
        <translation>ملف تعريف ألوان الملفات المحفوظة</translation>
    </message>
    <message>
        <source>Keep positions (GPS)</source>
        <translation>الاحتفاظ بالمواقع (GPS)</translation>
    </message>
    <message>
        <source>Keep the place where the photo was taken</source>
        <translation>إبقاء مكان التقاط الصورة</translation>
    </message>
    <message>
        <source>Keep metadata</source>
        <translation>الاحتفاظ بالبيانات الوصفية</translation>
    </message>
    <message>
        <source>Keep the camera, date, rating, keywords and rights</source>
        <translation>إبقاء الكاميرا والتاريخ والتقييم والكلمات المفتاحية والحقوق</translation>
    </message>
    <message>
        <source>&amp;Long side</source>
        <translation>ال&amp;ضلع الأطول</translation>
    </message>
    <message>
        <source>In pixels; larger results are made smaller, none larger</source>
        <translation>بالبكسل؛ تُصغَّر النتائج الأكبر ولا تُكبَّر نتيجة</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>الحجم الكامل</translation>
    </message>
    <message>
        <source> px</source>
        <translation> بكسل</translation>
    </message>
    <message>
        <source>Add a number to the name</source>
        <translation>إضافة رقم إلى الاسم</translation>
    </message>
    <message>
        <source>Skip the photo</source>
        <translation>تخطي الصورة</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>استبدال الملف</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>Newly clipped pixels</source>
        <translation>بكسلات قُطعت حديثًا</translation>
    </message>
    <message>
        <source>Noise in black</source>
        <translation>التشويش في الأسود</translation>
    </message>
    <message>
        <source>Black level</source>
        <translation>مستوى الأسود</translation>
    </message>
    <message>
        <source>Halo</source>
        <translation>الهالة</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>measure, figure</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 dB</source>
        <comment>measure, figure</comment>
        <translation>%1 %2 dB</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <comment>measure, figure</comment>
        <translation>%1 %2 %</translation>
    </message>
</context>
<context>
    <name>file_kinds</name>
    <message>
        <source>Photos (%1)</source>
        <translation>الصور (%1)</translation>
    </message>
    <message>
        <source>Models of Lowexp (%1)</source>
        <translation>نماذج Lowexp ‏(%1)</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>الشكل الهندسي</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>التقييم</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>النموذج %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2٪</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>%1 %</source>
        <translation>%1٪</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>لم تُحفظ</translation>
    </message>
    <message>
        <source>working, %1 %</source>
        <translation>قيد العمل، %1٪</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>working…</source>
        <translation>قيد العمل…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>جاهزة</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>محفوظة</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشلت</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>أُلغيت</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>مرفوضة</translation>
    </message>
    <message>
        <source>rating %1</source>
        <translation>التقييم %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>متوقفة مؤقتًا</translation>
    </message>
    <message>
        <source>preparing…</source>
        <translation>جارٍ التحضير…</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>يتبقى %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>%1 × %2, %3 bit, %4 %</source>
        <translation>%1 × %2، %3 بت، %4٪</translation>
    </message>
</context>
<context>
    <name>languages</name>
    <message>
        <source>Restart Lowexp to change the language.</source>
        <translation>أعد تشغيل Lowexp لتغيير اللغة.</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;ملف</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;تحرير</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>&amp;صورة</translation>
    </message>
    <message>
        <source>&amp;Rating</source>
        <translation>الت&amp;قييم</translation>
    </message>
    <message>
        <source>Sor&amp;t</source>
        <translation>الت&amp;رتيب</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>الت&amp;صفية</translation>
    </message>
    <message>
        <source>&amp;Geometry</source>
        <translation>ال&amp;شكل الهندسي</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;عرض</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>م&amp;ساعدة</translation>
    </message>
    <message>
        <source>Film&amp;strip</source>
        <translation>شريط ال&amp;صور</translation>
    </message>
    <message>
        <source>Grid si&amp;ze</source>
        <translation>حجم ال&amp;شبكة</translation>
    </message>
    <message>
        <source>S&amp;urround</source>
        <translation>ال&amp;محيط</translation>
    </message>
    <message>
        <source>Show in this &amp;pane</source>
        <translation>عرض في هذه ا&amp;للوحة</translation>
    </message>
    <message>
        <source>&amp;Model in this pane</source>
        <translation>&amp;نموذج في هذه اللوحة</translation>
    </message>
    <message>
        <source>Met&amp;hod in this pane</source>
        <translation>ال&amp;طريقة في هذه اللوحة</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>ال&amp;سمة</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>اللغ&amp;ة</translation>
    </message>
</context>
<context>
    <name>model_library</name>
    <message>
        <source>%1: any use</source>
        <translation>%1: لأي استخدام</translation>
    </message>
    <message>
        <source>%1: non-commercial</source>
        <translation>%1: غير تجاري</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>صُنع من</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>الأزواج</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>الشروط</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>الحكم</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>المجموع الاختباري</translation>
    </message>
    <message>
        <source>before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>after</source>
        <translation>بعد</translation>
    </message>
    <message>
        <source>final photo</source>
        <translation>الصورة النهائية</translation>
    </message>
    <message>
        <source>%1 dB, SSIM %2, CIEDE2000 %3</source>
        <translation>%1 ديسيبل، SSIM ‏%2، CIEDE2000 ‏%3</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>own pairs</source>
        <translation>أزواجك</translation>
    </message>
    <message>
        <source>open photos</source>
        <translation>صور مفتوحة</translation>
    </message>
    <message>
        <source>Research and private, non-commercial use only, because some of the training photos require this.</source>
        <translation>للبحث والاستخدام الخاص غير التجاري فقط، لأن بعض صور التدريب تشترط ذلك.</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>استوديو</translation>
    </message>
    <message>
        <source>The whole-scene dual network, trained on real and synthetic dark photos.</source>
        <translation>الشبكة المزدوجة للمشهد الكامل، دُرّبت على صور داكنة حقيقية وأخرى مصطنعة.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>مفتوح</translation>
    </message>
    <message>
        <source>Any use, also commercial: the training photos are CC0, CC BY, CC BY-SA or under the Unsplash licence.</source>
        <translation>أي استخدام، بما فيه التجاري: صور التدريب مرخَّصة برخص CC0 أو CC BY أو CC BY-SA أو رخصة Unsplash.</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>المقالة</translation>
    </message>
    <message>
        <source>The whole-scene dual network, trained on calculated photos: open photos and panoramas in other light.</source>
        <translation>الشبكة المزدوجة للمشهد الكامل، دُرّبت على صور محسوبة: صور مفتوحة وبانورامات في ضوء آخر.</translation>
    </message>
    <message>
        <source>The article&apos;s progressive dual network (93,705 parameters), trained by Algorithm 1.</source>
        <translation>الشبكة المزدوجة التدريجية للمقالة (٩٣٬٧٠٥ مُعاملات)، دُرّبت بالخوارزمية ١.</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>There is not enough memory for %1; close other programs.</source>
        <translation>الذاكرة لا تكفي لـ %1؛ أغلق برامج أخرى.</translation>
    </message>
    <message>
        <source>%1 could not be processed because of an unexpected error; the log has the details.</source>
        <translation>تعذرت معالجة %1 بسبب خطأ غير متوقع، وتفاصيله في السجل.</translation>
    </message>
</context>
<context>
    <name>pairs</name>
    <message>
        <source>Aligned: good</source>
        <translation>منطبقتان: جيد</translation>
    </message>
    <message>
        <source>Duplicate of another photo</source>
        <translation>مكررة من صورة أخرى</translation>
    </message>
    <message>
        <source>Shifted, corrected: good (pixels: %1)</source>
        <translation>إزاحة صُحِّحت: جيد (بكسل: %1)</translation>
    </message>
    <message>
        <source>Shifted too far: use a tripod (pixels: %1)</source>
        <translation>إزاحة كبيرة: استخدم حاملًا ثلاثيًا (بكسل: %1)</translation>
    </message>
    <message>
        <source>Two different scenes</source>
        <translation>مشهدان مختلفان</translation>
    </message>
    <message>
        <source>Much of the well-exposed photo is clipped</source>
        <translation>جزء كبير من الصورة جيدة التعريض مقطوع</translation>
    </message>
    <message>
        <source>Dark and well-exposed photo are swapped</source>
        <translation>الداكنة والجيدة متبادلتان</translation>
    </message>
    <message>
        <source>Duplicate of another pair</source>
        <translation>مكرر من زوج آخر</translation>
    </message>
    <message>
        <source>Too dark for training</source>
        <translation>أدكن من أن يُتعلَّم منها</translation>
    </message>
    <message>
        <source>Both are equally bright</source>
        <translation>متساويتا السطوع</translation>
    </message>
    <message>
        <source>Well exposed: good</source>
        <translation>جيدة التعريض: صالحة</translation>
    </message>
    <message>
        <source>The photos differ in size or orientation</source>
        <translation>تختلف الصورتان في الحجم أو الاتجاه</translation>
    </message>
</context>
<context>
    <name>pane_label</name>
    <message>
        <source>Reading the photo…</source>
        <translation>جارٍ قراءة الصورة…</translation>
    </message>
    <message>
        <source>Cancelled. Press F5 to run again.</source>
        <translation>أُلغيت المعالجة. اضغط F5 لإعادتها.</translation>
    </message>
    <message>
        <source>Analysing the light…</source>
        <translation>جارٍ تحليل الضوء…</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>تنتظر دورها</translation>
    </message>
    <message>
        <source>Press F5 to try again.</source>
        <translation>اضغط F5 لإعادة المحاولة.</translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Evening mood</source>
        <translation>أجواء مسائية</translation>
    </message>
    <message>
        <source>Open shadows</source>
        <translation>ظلال مفتوحة</translation>
    </message>
    <message>
        <source>Bright and clear</source>
        <translation>ساطعة وصافية</translation>
    </message>
    <message>
        <source>Keep grain</source>
        <translation>إبقاء الحبيبات</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>أبيض وأسود</translation>
    </message>
</context>
<context>
    <name>queue</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>محفوظة</translation>
    </message>
    <message>
        <source>already exists</source>
        <translation>موجودة من قبل</translation>
    </message>
    <message>
        <source>in “%1”</source>
        <translation>إلى “%1”</translation>
    </message>
    <message>
        <source>The queue is empty.</source>
        <translation>قائمة الانتظار فارغة.</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشلت</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>أُلغيت</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>يجري البحث عن صور…</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>اكتمل %1 من %2</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>فشل %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>متوقفة مؤقتًا</translation>
    </message>
</context>
<context>
    <name>save_all</name>
    <message>
        <source>Photos saved: %1. Photos that failed: %2.</source>
        <translation>الصور المحفوظة: %1. الصور التي فشلت: %2.</translation>
    </message>
    <message>
        <source>Cancelled; %1 of %2 photos were saved.</source>
        <translation>أُلغي الحفظ؛ حُفظت %1 من أصل %2.</translation>
    </message>
    <message>
        <source>Saved %1 of %2 photos; the queue shows which could not be saved.</source>
        <translation>حُفظت %1 من %2 من الصور؛ تُظهر قائمة الانتظار ما تعذر حفظه.</translation>
    </message>
    <message>
        <source>Saved %1 of %2 photos; the others already existed.</source>
        <translation>حُفظت %1 من %2 من الصور؛ البقية موجودة من قبل.</translation>
    </message>
    <message>
        <source>Saved %1 photos.</source>
        <translation>الصور المحفوظة: %1.</translation>
    </message>
    <message>
        <source>Saved 1 photo.</source>
        <translation>الصور المحفوظة: ١.</translation>
    </message>
    <message>
        <source>Saved 1 photo in %3.</source>
        <translation>حُفظت صورة واحدة في %3.</translation>
    </message>
    <message>
        <source>Saved %1 photos in %3.</source>
        <translation>عدد الصور المحفوظة في %3: %1.</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>The picture has more than {limit} megapixels; make it smaller before you copy it.</source>
        <translation>في الصورة أكثر من {limit} ميغابكسل؛ صغّرها قبل أن تنسخها.</translation>
    </message>
    <message>
        <source>The installation is incomplete: its folder {folder} is missing. Install Lowexp again.</source>
        <translation>التثبيت غير مكتمل: مجلده {folder} مفقود. أعد تثبيت Lowexp.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>تتعذر قراءة {file}: {reason}.</translation>
    </message>
    <message>
        <source>{file} is not a noise measurement; make one with `lowexp lab noise … --json FILE`.</source>
        <translation>الملف {file} ليس قياسًا للضوضاء؛ أنشئه بالأمر `lowexp lab noise … --json FILE`.</translation>
    </message>
    <message>
        <source>A contact sheet shows at most {limit} photos; choose fewer.</source>
        <translation>تعرض ورقة الصور {limit} صورة على الأكثر؛ اختر أقل.</translation>
    </message>
    <message>
        <source>{file} is one of the photos; choose another name for the contact sheet.</source>
        <translation>‏{file} إحدى الصور؛ اختر اسمًا آخر للورقة.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>تعذّرت كتابة {file}: {reason}</translation>
    </message>
    <message>
        <source>CPU ({cores})</source>
        <translation>المعالج ({cores})</translation>
    </message>
    <message>
        <source>There is no device {device} on this machine. Choose one of: {known}.</source>
        <translation>لا يوجد جهاز {device} في هذا الحاسوب. اختر واحدًا من: {known}.</translation>
    </message>
    <message>
        <source>There is not enough memory for this photo; close other programs.</source>
        <translation>الذاكرة لا تكفي لهذه الصورة؛ أغلق برامج أخرى.</translation>
    </message>
    <message>
        <source>Memory is low, so the photo is processed in smaller pieces.</source>
        <translation>الذاكرة ضيقة، لذا تُعالج الصورة في أجزاء أصغر.</translation>
    </message>
    <message>
        <source>{device} ran out of memory; the CPU continues, more slowly.</source>
        <translation>نفدت ذاكرة {device}؛ يتابع المعالج العمل ببطء أكبر.</translation>
    </message>
    <message>
        <source>{device} failed; the CPU continues, more slowly.</source>
        <translation>تعطّل {device}؛ يتابع المعالج العمل ببطء أكبر.</translation>
    </message>
    <message>
        <source>its name is not valid</source>
        <translation>اسمه غير صالح</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>الإذن مرفوض</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>خطأ في الإدخال أو الإخراج</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ليس مجلدًا</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>اسم الملف طويل جدًا</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>نظام الملفات للقراءة فقط</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>لا مساحة متبقية على القرص</translation>
    </message>
    <message>
        <source>There is no method {method}. Choose one of: {known}.</source>
        <translation>لا توجد طريقة {method}. اختر واحدة من: {known}.</translation>
    </message>
    <message>
        <source>{photo} and its reference differ in size.</source>
        <translation>تختلف {photo} عن مرجعها في الحجم.</translation>
    </message>
    <message>
        <source>{file} is damaged; choose another output folder.</source>
        <translation>‏{file} تالف؛ اختر مجلدًا آخر للنتائج.</translation>
    </message>
    <message>
        <source>{folder} contains a reproduction with a budget of {budget}; use the same budget, or choose another output folder.</source>
        <translation>في {folder} إعادة إنتاج بميزانية {budget}؛ استخدم الميزانية نفسها أو اختر مجلدًا آخر للنتائج.</translation>
    </message>
    <message>
        <source>The cluster at {address} processes {photos} at a time.</source>
        <translation>تعالج المجموعة على {address} في المرة الواحدة: {photos}.</translation>
    </message>
    <message>
        <source>A cluster needs Dask; install it with pip install &apos;lowexp-gui[cluster]&apos;.</source>
        <translation>تحتاج المجموعة إلى Dask؛ ثبّته بالأمر pip install &apos;lowexp-gui[cluster]&apos;.</translation>
    </message>
    <message>
        <source>No cluster answers at {address}; check the address, and the certificates if it is encrypted.</source>
        <translation>لا توجد مجموعة على {address}؛ راجع العنوان، وراجع الشهادات إن كانت مشفّرة.</translation>
    </message>
    <message>
        <source>The cluster has no workers; start some (dask worker ADDRESS).</source>
        <translation>لا عمّال في المجموعة؛ شغّل بعضها (dask worker ADDRESS).</translation>
    </message>
    <message>
        <source>The workers of the cluster do not have Lowexp {here}; install it on each.</source>
        <translation>ليس لدى عمّال المجموعة Lowexp {here}؛ ثبّته على كل منها.</translation>
    </message>
    <message>
        <source>The cluster has Lowexp {other}, but this machine has {here}; install the same version on all machines.</source>
        <translation>على المجموعة Lowexp {other}، وهنا {here}؛ ثبّت الإصدار نفسه على كل الأجهزة.</translation>
    </message>
    <message>
        <source>{photo} could not be enhanced: each worker that tried it was killed; check that the workers have enough memory.</source>
        <translation>تعذّر تحسين {photo}: أُنهي كل عامل حاول ذلك؛ تحقق من أن لديها ذاكرة كافية.</translation>
    </message>
    <message>
        <source>The worker on {machine} has Lowexp {here}, but {other} is needed; install the same version on all machines.</source>
        <translation>على العامل في {machine} إصدار Lowexp {here}، والمطلوب {other}؛ ثبّت الإصدار نفسه على كل الأجهزة.</translation>
    </message>
    <message>
        <source>{photo} was not found on the cluster machine {machine}; all machines need the same folders.</source>
        <translation>لم يُعثر على {photo} في جهاز المجموعة {machine}؛ تحتاج كل الأجهزة إلى المجلدات نفسها.</translation>
    </message>
    <message>
        <source>{photo} could not be enhanced: the connection to the cluster was lost.</source>
        <translation>تعذّر تحسين {photo}: انقطع الاتصال بالمجموعة.</translation>
    </message>
    <message>
        <source>{file} cannot be replaced: it is not a file, or it cannot be read.</source>
        <translation>لا يمكن استبدال {file}: إما أنه ليس ملفًا، أو أن قراءته غير مسموح بها.</translation>
    </message>
    <message>
        <source>{file} is damaged and cannot be copied; move it away.</source>
        <translation>الملف {file} تالف ولا يمكن نسخه؛ انقله إلى مكان آخر.</translation>
    </message>
    <message>
        <source>The weights of the model {model} are damaged; install it again.</source>
        <translation>أوزان النموذج {model} تالفة؛ أعد تثبيته.</translation>
    </message>
    <message>
        <source>{file} is not a model file; choose another one.</source>
        <translation>ليس {file} ملفًا فيه نموذج؛ اختر ملفًا آخر.</translation>
    </message>
    <message>
        <source>{file} cannot be read; change its permissions.</source>
        <translation>لا يُسمح بقراءة {file}؛ غيّر أذوناته.</translation>
    </message>
    <message>
        <source>{file} was written by a newer version of Lowexp; update Lowexp to use the model.</source>
        <translation>كتب {file} إصدار أحدث من Lowexp؛ حدِّث Lowexp لاستخدام النموذج.</translation>
    </message>
    <message>
        <source>{file} is not a Lowexp model, or it is damaged; get it again.</source>
        <translation>ليس {file} نموذجًا من Lowexp أو هو تالف؛ احصل عليه من جديد.</translation>
    </message>
    <message>
        <source>The model {model} cannot be deleted: {reason}.</source>
        <translation>يتعذر حذف النموذج {model}: {reason}.</translation>
    </message>
    <message>
        <source>The model {model} was removed and cannot be restored.</source>
        <translation>اختفى النموذج {model} ولا يمكن أن يُعاد.</translation>
    </message>
    <message>
        <source>The model {model} comes with Lowexp and cannot be changed.</source>
        <translation>يأتي النموذج {model} مع Lowexp ولا يمكن تغييره.</translation>
    </message>
    <message>
        <source>The name of a model may contain only letters, digits, - and _, and at most {limit} of them.</source>
        <translation>في اسم النموذج حروف لاتينية وأرقام و- و_ فقط، وعددها {limit} على الأكثر.</translation>
    </message>
    <message>
        <source>The title of a model is one line of at most {limit} characters.</source>
        <translation>عنوان النموذج سطر واحد من {limit} حرفًا على الأكثر.</translation>
    </message>
    <message>
        <source>A description has at most {limit} characters, and all of them must be printable.</source>
        <translation>في الوصف {limit} حرفًا على الأكثر، وكلها مما يمكن عرضه.</translation>
    </message>
    <message>
        <source>Your models cannot be saved: their folder cannot be created.</source>
        <translation>يتعذر الاحتفاظ بنماذجك: لا يمكن إنشاء مجلدها.</translation>
    </message>
    <message>
        <source>The model {model} has changed since the photo was queued; queue the photo again.</source>
        <translation>تغيّر النموذج {model} منذ إضافة الصورة إلى قائمة الانتظار؛ أضف الصورة من جديد.</translation>
    </message>
    <message>
        <source>{photo} could not be enhanced ({error}); the log has the details.</source>
        <translation>تعذّر تحسين {photo} ({error})؛ التفاصيل في السجل.</translation>
    </message>
    <message>
        <source>{photo} changed while it was being read; try again when it is complete.</source>
        <translation>تغيّر {photo} أثناء قراءته؛ أعد المحاولة عندما يكتمل.</translation>
    </message>
    <message>
        <source>The queue cannot be saved: its folder is not writable.</source>
        <translation>لا يمكن حفظ قائمة الانتظار: تتعذّر الكتابة في مجلدها.</translation>
    </message>
    <message>
        <source>The queue is from another version of Lowexp; it was set aside.</source>
        <translation>قائمة الانتظار من إصدار آخر من Lowexp؛ وُضعت جانبًا.</translation>
    </message>
    <message>
        <source>Another Lowexp is working on this queue; wait until it is done, or close it.</source>
        <translation>يعمل برنامج Lowexp آخر على قائمة الانتظار هذه؛ انتظر حتى ينتهي أو أغلقه.</translation>
    </message>
    <message>
        <source>The queue cannot be saved: the disk is full; free some space.</source>
        <translation>لا يمكن كتابة قائمة الانتظار: القرص ممتلئ؛ أفسح مكانًا.</translation>
    </message>
    <message>
        <source>The queue cannot be read or written; check its disk.</source>
        <translation>لا يمكن قراءة قائمة الانتظار أو كتابتها؛ افحص قرصها.</translation>
    </message>
    <message>
        <source>The damaged queue {file} cannot be renamed; delete it.</source>
        <translation>لا يمكن إعادة تسمية قائمة الانتظار التالفة {file}؛ احذفها.</translation>
    </message>
    <message>
        <source>The pasted picture cannot be queued: {reason}.</source>
        <translation>تعذّرت إضافة الصورة الملصقة إلى الطابور: {reason}.</translation>
    </message>
    <message>
        <source>{file} cannot be moved aside: {reason}.</source>
        <translation>لا يمكن تنحية {file}: {reason}.</translation>
    </message>
    <message>
        <source>Lowexp cannot write in {folder}: {reason}. Until this is fixed, settings and the log are not saved.</source>
        <translation>لا يستطيع Lowexp الكتابة في {folder}: {reason}. لا تُحفظ الإعدادات والسجل حتى يُصلح ذلك.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>القرص ممتلئ</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>المجلد للقراءة فقط</translation>
    </message>
    <message>
        <source>The model card {card} was written by a newer version of Lowexp; update Lowexp to use the model.</source>
        <translation>بطاقة النموذج {card} كتبها إصدار أحدث من Lowexp؛ حدِّث Lowexp لاستخدام النموذج.</translation>
    </message>
    <message>
        <source>The model card {card} cannot be read; install the model again.</source>
        <translation>تتعذر قراءة بطاقة النموذج {card}؛ أعد تثبيت النموذج.</translation>
    </message>
    <message>
        <source>There is no model {model}. Choose one of: {known}.</source>
        <translation>لا يوجد نموذج {model}. اختر واحدًا من: {known}.</translation>
    </message>
    <message>
        <source>The weights of the model {model} are too large; install it again.</source>
        <translation>أوزان النموذج {model} كبيرة جدًا؛ أعد تثبيته.</translation>
    </message>
    <message>
        <source>The weights of the model {model} are missing or damaged; import it or fine-tune it again.</source>
        <translation>أوزان النموذج {model} مفقودة أو تالفة؛ استورده أو علّمه من جديد.</translation>
    </message>
    <message>
        <source>The weights of the model {model} cannot be read; install it again.</source>
        <translation>تتعذر قراءة أوزان النموذج {model}؛ أعد تثبيته.</translation>
    </message>
    <message>
        <source>The weights of the model {model} are damaged (wrong checksum); install it again.</source>
        <translation>أوزان النموذج {model} تالفة (المجموع الاختباري خاطئ)؛ أعد تثبيته.</translation>
    </message>
    <message>
        <source>The weights of the model {model} do not fit its networks; install it again.</source>
        <translation>أوزان النموذج {model} لا تلائم شبكاته؛ أعد تثبيته.</translation>
    </message>
    <message>
        <source>The model {model} needs another version of Lowexp ({architecture}).</source>
        <translation>يحتاج النموذج {model} إلى إصدار آخر من Lowexp ‏({architecture}).</translation>
    </message>
    <message>
        <source>{photo} crashes the program each time; leave it out, or convert it to another format.</source>
        <translation>{photo} يعطّل البرنامج في كل مرة؛ اتركها، أو حوّلها إلى صيغة أخرى.</translation>
    </message>
    <message>
        <source>{photo} needs more memory than is free; close other programs.</source>
        <translation>يحتاج {photo} إلى ذاكرة أكبر من المتاح؛ أغلق برامج أخرى.</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>الصورة</translation>
    </message>
    <message>
        <source>1 result of Lowexp was skipped.</source>
        <translation>تُركت نتيجة واحدة من نتائج Lowexp.</translation>
    </message>
    <message>
        <source>{count} results of Lowexp were skipped.</source>
        <translation>تُركت {count} من نتائج Lowexp.</translation>
    </message>
    <message>
        <source>{file} does not exist; check its name and folder.</source>
        <translation>لا وجود لـ {file}؛ تحقق من اسمه ومجلده.</translation>
    </message>
    <message>
        <source>There are no photos in the folder {folder}.</source>
        <translation>لا توجد صور في المجلد {folder}.</translation>
    </message>
    <message>
        <source>{file} is neither a file nor a folder.</source>
        <translation>{file} ليس ملفًا ولا مجلدًا.</translation>
    </message>
    <message>
        <source>There are more than {limit} photos; only the first {limit} are used.</source>
        <translation>عدد الصور أكثر من {limit}؛ لن تُؤخذ إلا أول {limit}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read; change its permissions.</source>
        <translation>لا تمكن قراءة المجلد {folder}؛ غيّر أذوناته.</translation>
    </message>
    <message>
        <source>{photo} is cut short: its fine detail is missing; copy it again from the card or the backup.</source>
        <translation>{photo} مقطوع: تفاصيله الدقيقة ناقصة؛ انسخه من جديد من البطاقة أو النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>{photo} lacks part of its XMP data; the rest is kept.</source>
        <translation>ينقص {photo} جزء من بيانات XMP؛ سيُحتفظ بالباقي.</translation>
    </message>
    <message>
        <source>{photo} is an unusual kind of JPEG (12-bit or lossless); save it as PNG or TIFF first.</source>
        <translation>{photo} ملف JPEG من نوع نادر (١٢ بت أو بلا فقد)؛ احفظه بصيغة PNG أو TIFF أولًا.</translation>
    </message>
    <message>
        <source>The file name is too long; shorten the template.</source>
        <translation>اسم الملف طويل جدًا؛ اختصر القالب.</translation>
    </message>
    <message>
        <source>The template gives an empty file name; add {field}.</source>
        <translation>يعطي القالب اسم ملف فارغًا؛ أضف {field}.</translation>
    </message>
    <message>
        <source>The template is empty; try {example}.</source>
        <translation>القالب فارغ؛ جرّب {example}.</translation>
    </message>
    <message>
        <source>The braces of the template do not match; write fields as in {field}.</source>
        <translation>أقواس القالب غير متطابقة؛ اكتب الحقول كما في {field}.</translation>
    </message>
    <message>
        <source>A file name cannot contain folders; choose the folder separately.</source>
        <translation>لا يحتوي اسم الملف على مجلدات؛ اختر المجلد على حدة.</translation>
    </message>
    <message>
        <source>{field} is not a field for file names; use {known}.</source>
        <translation>الحقل {field} غير معروف في اسم الملف؛ الحقول المتاحة: {known}.</translation>
    </message>
    <message>
        <source>{field} cannot have this format; only {number} can, as in {example}.</source>
        <translation>لا يقبل {field} هذا التنسيق؛ يقبله {number} وحده، كما في {example}.</translation>
    </message>
    <message>
        <source>{character} is not allowed in file names; leave it out.</source>
        <translation>لا يُسمح بـ {character} في أسماء الملفات؛ احذفه.</translation>
    </message>
    <message>
        <source>Windows does not allow files named {template}; change the template.</source>
        <translation>لا يسمح Windows بملفات اسمها {template}؛ غيّر القالب.</translation>
    </message>
    <message>
        <source>{photo} is a motion photo; its video is not kept.</source>
        <translation>{photo} صورة متحركة؛ لن يُحتفظ بمقطعها.</translation>
    </message>
    <message>
        <source>{photo} is an HDR photo with a gain map; the gain map is not kept.</source>
        <translation>{photo} صورة HDR ذات خريطة كسب؛ لن يُحتفظ بخريطة الكسب.</translation>
    </message>
    <message>
        <source>{photo} is a motion photo with a gain map; the video and the gain map are not kept.</source>
        <translation>{photo} صورة متحركة ذات خريطة كسب؛ لن يُحتفظ بالمقطع ولا بخريطة الكسب.</translation>
    </message>
    <message>
        <source>{photo} contains more than the picture; the other parts are not kept.</source>
        <translation>يحتوي {photo} على أكثر من الصورة؛ لن يُحتفظ بالأجزاء الأخرى.</translation>
    </message>
    <message>
        <source>{photo} has settings of Camera Raw or Lightroom; they are not applied and not kept.</source>
        <translation>في {photo} إعدادات من Camera Raw أو Lightroom؛ لن تُطبَّق ولن يُحتفظ بها.</translation>
    </message>
    <message>
        <source>{photo} is damaged or cut short; copy it again from the card or the backup.</source>
        <translation>{photo} تالف أو مبتور؛ انسخه من جديد من البطاقة أو من النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>{photo} is cut short: its last {missing} of {height} rows are missing; copy it again from the card or the backup.</source>
        <translation>{photo} مبتور: صفوفه الأخيرة وعددها {missing} من {height} مفقودة؛ انسخه مجددًا من البطاقة أو من النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>{photo} contains {pictures}; the first one was opened.</source>
        <translation>يحتوي {photo} على {pictures}؛ فُتحت الأولى.</translation>
    </message>
    <message>
        <source>{photo} is a much larger file than its picture needs; copy it again from the card or the backup.</source>
        <translation>{photo} أطول بكثير مما يمكن لصورة بأبعاده؛ انسخه مجددًا من البطاقة أو من النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>{photo} is too large ({width} x {height} pixels, the limit is {limit} megapixels); make it smaller or cut it into parts.</source>
        <translation>{photo} كبير جدًا ({width} × {height} بكسل، والحد {limit} ميغابكسل)؛ صغّره أو قسّمه أجزاءً.</translation>
    </message>
    <message>
        <source>{photo} has {channels} channels, but a photo has one to four; convert it to RGB first.</source>
        <translation>عدد قنوات {photo} هو {channels}، وللصورة من قناة واحدة إلى أربع؛ حوّلها إلى RGB أولًا.</translation>
    </message>
    <message>
        <source>{photo} is animated; its first picture was opened.</source>
        <translation>{photo} متحرك؛ فُتحت صورته الأولى.</translation>
    </message>
    <message>
        <source>{file} is a folder; open the photos in it.</source>
        <translation>{file} مجلد؛ افتح الصور التي فيه.</translation>
    </message>
    <message>
        <source>{file} is not a photo file; choose another one.</source>
        <translation>{file} ليس ملفًا فيه صورة؛ اختر ملفًا آخر.</translation>
    </message>
    <message>
        <source>{photo} is larger than four gigabytes; make it smaller or cut it into parts.</source>
        <translation>{photo} أكبر من أربعة غيغابايت؛ صغّره أو قسّمه أجزاءً.</translation>
    </message>
    <message>
        <source>{photo} is not a picture in a known format; convert it to JPEG, PNG or TIFF first.</source>
        <translation>{photo} ليس صورة بصيغة معروفة؛ حوّله أولًا إلى JPEG أو PNG أو TIFF.</translation>
    </message>
    <message>
        <source>{photo} is empty; copy it again from the card or the backup.</source>
        <translation>{photo} فارغ؛ انسخه من جديد من البطاقة أو من النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>{file} was not saved: {reason}</source>
        <translation>لم يُحفظ {file}: {reason}</translation>
    </message>
    <message>
        <source>the folder {folder} is read-only; choose another one.</source>
        <translation>المجلد {folder} للقراءة فقط؛ اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>{file} already exists; choose another name or allow replacing it.</source>
        <translation>{file} موجود بالفعل؛ اختر اسمًا آخر أو اسمح باستبداله.</translation>
    </message>
    <message>
        <source>the disk is full; free some space and save again.</source>
        <translation>القرص ممتلئ؛ أفرغ بعض المساحة واحفظ من جديد.</translation>
    </message>
    <message>
        <source>the folder {folder} does not exist; choose another one.</source>
        <translation>المجلد {folder} غير موجود؛ اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>its name is too long; choose a shorter one.</source>
        <translation>اسمه طويل جدًا؛ اختر اسمًا أقصر.</translation>
    </message>
    <message>
        <source>it is too large for this disk; choose another disk or format.</source>
        <translation>حجمه أكبر مما يسعه هذا القرص؛ اختر قرصًا آخر أو صيغة أخرى.</translation>
    </message>
    <message>
        <source>a folder with this name exists; choose another name.</source>
        <translation>يوجد مجلد بهذا الاسم؛ اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>{reason}; choose another place or name.</source>
        <translation>{reason}؛ اختر مكانًا آخر أو اسمًا آخر.</translation>
    </message>
    <message>
        <source>{photo} is an HDR picture; save it as an ordinary one (SDR) first.</source>
        <translation>{photo} صورة HDR؛ احفظها أولًا كصورة عادية (SDR).</translation>
    </message>
    <message>
        <source>A {format} file has no room for all EXIF data of {photo}; choose PNG or TIFF to keep it.</source>
        <translation>لا يتسع ملف {format} لكل بيانات EXIF في {photo}؛ اختر PNG أو TIFF للاحتفاظ بها.</translation>
    </message>
    <message>
        <source>A {format} file has no room for all XMP data of {photo}; choose PNG or TIFF to keep it.</source>
        <translation>لا يتسع ملف {format} لكل بيانات XMP في {photo}؛ اختر PNG أو TIFF للاحتفاظ بها.</translation>
    </message>
    <message>
        <source>{file} is the original photo and is never replaced; choose another name.</source>
        <translation>{file} هو الصورة الأصلية ولا يُستبدل أبدًا؛ اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>a {format} can have at most {limit} pixels per side; choose PNG or TIFF.</source>
        <translation>لا يتسع ملف {format} لأكثر من {limit} بكسل للضلع؛ اختر PNG أو TIFF.</translation>
    </message>
    <message>
        <source>there is not enough memory; close other programs.</source>
        <translation>الذاكرة لا تكفي؛ أغلق برامج أخرى.</translation>
    </message>
    <message>
        <source>The checkpoint {file} is damaged; delete it to start again.</source>
        <translation>نقطة الحفظ {file} تالفة؛ احذفها للبدء من جديد.</translation>
    </message>
    <message>
        <source>The checkpoint {file} belongs to a training with other settings; use the same settings, or another output folder.</source>
        <translation>نقطة الحفظ {file} لتدريب بإعدادات أخرى؛ استخدم الإعدادات نفسها أو مجلدًا آخر للنتائج.</translation>
    </message>
    <message>
        <source>{file} is not a checkpoint, or it is damaged.</source>
        <translation>‏{file} ليست نقطة حفظ أو هي تالفة.</translation>
    </message>
    <message>
        <source>Fine-tuning with clean photos needs the noise of your camera; measure it first.</source>
        <translation>يحتاج التعليم بالصور النقية إلى ضوضاء كاميرتك؛ قسها أولًا.</translation>
    </message>
    <message>
        <source>Too few clean photos are left: some could not be read. Add more.</source>
        <translation>بقي من الصور النقية ما لا يكفي: تعذرت قراءة بعضها. التقط المزيد.</translation>
    </message>
    <message>
        <source>Too few pairs are left: some could not be read or are shifted too far. Add more.</source>
        <translation>بقي من الأزواج ما لا يكفي: تعذرت قراءة بعضها أو هو مزاح كثيرًا. التقط المزيد.</translation>
    </message>
    <message>
        <source>There are too many pairs; {count} of {all} are left out.</source>
        <translation>الأزواج أكثر مما يمكن تعليمه؛ استُبعد {count} من {all}.</translation>
    </message>
    <message>
        <source>The pictures in {folder} cannot be used to train the denoiser; choose another folder for the run.</source>
        <translation>لا يمكن للصور في {folder} أن تعلّم مزيل التشويش؛ اختر مجلدًا آخر للتشغيل.</translation>
    </message>
    <message>
        <source>Of {pairs}, {count} are used to train the denoiser; the others are used for brightness only.</source>
        <translation>من {pairs}، يُعلِّم {count} إزالة التشويش؛ والبقية تُعلِّم الضوء وحده.</translation>
    </message>
    <message>
        <source>The folder {folder} belongs to a run with other pairs or settings; choose another one, or delete that run.</source>
        <translation>المجلد {folder} لتشغيل بأزواج أو إعدادات أخرى؛ اختر غيره أو احذف ذلك التشغيل.</translation>
    </message>
    <message>
        <source>The {module} training diverged at step {step}; use a smaller learning rate.</source>
        <translation>تباعد تدريب {module} عند الخطوة {step}؛ استخدم معدل تعلّم أصغر.</translation>
    </message>
    <message>
        <source>There are no photos that show the noise; choose two shots of one scene.</source>
        <translation>لا توجد صور تُظهر الضوضاء؛ اختر لقطتين لمشهد واحد.</translation>
    </message>
    <message>
        <source>At most {limit} photos are measured together; choose fewer.</source>
        <translation>تُقاس معًا {limit} صورة على الأكثر؛ اختر أقل.</translation>
    </message>
    <message>
        <source>The photos are too small, too dark or too bright to measure their noise; choose photos with large even areas of middle brightness.</source>
        <translation>الصور أصغر أو أدكن أو أسطع من أن تُرى ضوضاؤها؛ اختر صورًا فيها أجزاء متجانسة كبيرة متوسطة السطوع.</translation>
    </message>
    <message>
        <source>The photos have too few flat areas to tell noise from detail; take two shots of one scene, or a photo of an even wall.</source>
        <translation>الأجزاء المستوية في الصور أقل من أن تُميَّز فيها الضوضاء من التفاصيل؛ التقط لقطتين لمشهد واحد أو صورة لجدار متجانس.</translation>
    </message>
    <message>
        <source>No noise was found in the photos; choose photos at a higher ISO, or 16-bit photos without noise reduction.</source>
        <translation>لا تُرى ضوضاء في الصور؛ اختر صورًا بحساسية (ISO) أعلى، أو صورًا بعمق ١٦ بت دون تقليل للضوضاء.</translation>
    </message>
    <message>
        <source>{high} is a duplicate; it is left out.</source>
        <translation>‏{high} موجودة أكثر من مرة، فاستُبعدت.</translation>
    </message>
    <message>
        <source>{low} and {high} are aligned.</source>
        <translation>تنطبق {low} و{high} إحداهما على الأخرى.</translation>
    </message>
    <message>
        <source>{high} is shifted by {pixels}; the shift is corrected.</source>
        <translation>‏{high} مزاحة بمقدار {pixels}، وتُصحَّح الإزاحة.</translation>
    </message>
    <message>
        <source>{high} is shifted by {pixels}, which is too far; use a tripod.</source>
        <translation>‏{high} مزاحة بمقدار {pixels}، وهذا كثير؛ استخدم حاملًا ثلاثيًا.</translation>
    </message>
    <message>
        <source>{low} and {high} show different scenes; they are left out.</source>
        <translation>تُظهر {low} و{high} مشهدين مختلفين، فاستُبعدتا.</translation>
    </message>
    <message>
        <source>Much of {high} is clipped; choose another exposure.</source>
        <translation>جزء كبير من {high} مقطوع (أبيض أو أسود تمامًا)؛ اختر تعريضًا آخر.</translation>
    </message>
    <message>
        <source>{low} is brighter than {high}; swap them.</source>
        <translation>‏{low} أسطع من {high}؛ بدّل بينهما.</translation>
    </message>
    <message>
        <source>{low} and {high} are already in another pair; they are left out.</source>
        <translation>‏{low} و{high} في زوج آخر، فاستُبعدتا.</translation>
    </message>
    <message>
        <source>{high} is too dark for training; choose a well-exposed photo.</source>
        <translation>‏{high} أدكن من أن يُتعلَّم منها؛ اختر صورة جيدة التعريض.</translation>
    </message>
    <message>
        <source>{low} and {high} are equally bright; choose a darker photo.</source>
        <translation>‏{low} و{high} متساويتا السطوع؛ اختر صورة أدكن.</translation>
    </message>
    <message>
        <source>{low} and {high} differ in size or orientation; export both alike.</source>
        <translation>تختلف {low} و{high} في الحجم أو الاتجاه؛ صدّر كلتيهما بالطريقة نفسها.</translation>
    </message>
    <message>
        <source>{high} is well exposed.</source>
        <translation>‏{high} جيدة التعريض.</translation>
    </message>
    <message>
        <source>{folder} has no pairs; it needs files with the same names in low and in high.</source>
        <translation>لا أزواج في {folder}: يلزمه ملفات بالأسماء نفسها في low وفي high.</translation>
    </message>
    <message>
        <source>The list of scenes in {folder} cannot be read: {reason}.</source>
        <translation>تعذّرت قراءة قائمة المشاهد في {folder}: {reason}.</translation>
    </message>
    <message>
        <source>{photo} is shifted too far; it is left out.</source>
        <translation>‏{photo} مزاحة كثيرًا، فاستُبعدت.</translation>
    </message>
    <message>
        <source>The list of prepared pairs in {folder} is damaged; delete that folder.</source>
        <translation>قائمة الأزواج المحضّرة في {folder} تالفة؛ احذف ذلك المجلد.</translation>
    </message>
    <message>
        <source>{file} needs the library OpenEXR; install Lowexp with the extra “training”.</source>
        <translation>يحتاج {file} إلى المكتبة OpenEXR؛ ثبّت Lowexp مع الإضافة “training”.</translation>
    </message>
    <message>
        <source>{file} is too large for a panorama: {columns} x {rows} pixels.</source>
        <translation>‏{file} أكبر من أن يكون بانوراما: {columns} × {rows} بكسل.</translation>
    </message>
    <message>
        <source>{file} cannot be read as a panorama.</source>
        <translation>تعذّرت قراءة {file} كبانوراما.</translation>
    </message>
    <message>
        <source>{file} is not a panorama: it must be in colour and twice as wide as high.</source>
        <translation>‏{file} ليس بانوراما: يجب أن يكون عرضه ضعف ارتفاعه وبالألوان.</translation>
    </message>
    <message>
        <source>The installation is incomplete: its photos are missing. Install Lowexp again.</source>
        <translation>التثبيت غير مكتمل: صوره مفقودة. ثبّت Lowexp من جديد.</translation>
    </message>
    <message>
        <source>The folder {folder} for the run overlaps with the photos in {photos}; choose another folder for the run.</source>
        <translation>يتداخل المجلد {folder} الخاص بالتشغيل مع الصور في {photos}؛ اختر مجلدًا آخر للتشغيل.</translation>
    </message>
    <message>
        <source>The model cannot be saved in the folder {folder} of the run, which is emptied; choose another folder for the run.</source>
        <translation>لا يمكن وضع النموذج في المجلد {folder} الخاص بالتشغيل لأنه يُفرَّغ؛ اختر مجلدًا آخر للتشغيل.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used: {reason}.</source>
        <translation>تعذّر استخدام المجلد {folder}: {reason}.</translation>
    </message>
    <message>
        <source>{file} is damaged; delete the folder {folder} to start again.</source>
        <translation>‏{file} تالف؛ احذف المجلد {folder} للبدء من جديد.</translation>
    </message>
    <message>
        <source>The checkpoint {file} is damaged; delete the run to start again.</source>
        <translation>نقطة الحفظ {file} تالفة؛ احذف التشغيل للبدء من جديد.</translation>
    </message>
    <message>
        <source>Fine-tuning failed with every learning rate; check your pairs.</source>
        <translation>اختل التعليم بكل أحجام الخطوات؛ راجع أزواجك.</translation>
    </message>
    <message>
        <source>Fine-tuning became unstable; it continues from the last good state with a smaller learning rate.</source>
        <translation>اختل التعليم، فيُتابع من آخر حالة جيدة بخطوات أصغر.</translation>
    </message>
    <message>
        <source>Memory is low: each step uses {fewer} instead of {batch}.</source>
        <translation>الذاكرة ضيقة: تتعلم كل خطوة من {fewer} بدلًا من {batch}.</translation>
    </message>
    <message>
        <source>The new model is not better.</source>
        <translation>النموذج الجديد ليس أفضل.</translation>
    </message>
    <message>
        <source>Look at the pictures before you keep it.</source>
        <translation>انظر إلى الصور قبل أن تُبقيه.</translation>
    </message>
    <message>
        <source>Chance alone would give such a gain in at most {chance} of cases: the new model is better on your photos.</source>
        <translation>الصدفة وحدها تُحدث مثل هذا الكسب في {chance} من الحالات على الأكثر: النموذج الجديد أفضل على صورك.</translation>
    </message>
    <message>
        <source>Chance alone would give such a loss in at most {chance} of cases: the new model is worse.</source>
        <translation>الصدفة وحدها تُحدث مثل هذه الخسارة في {chance} من الحالات على الأكثر: النموذج الجديد أسوأ.</translation>
    </message>
    <message>
        <source>1 held-back scene is too few to judge: it would gain by chance alone in {chance} of cases.</source>
        <translation>مشهد محجوب واحد أقل من أن يُحكم به: فقد يكسب بالصدفة وحدها في {chance} من الحالات.</translation>
    </message>
    <message>
        <source>{scenes} are too few to judge: all of them would gain by chance alone in {chance} of cases.</source>
        <translation>{scenes} أقل من أن يُحكم بها: فهي كلها تكسب بالصدفة وحدها في {chance} من الحالات.</translation>
    </message>
    <message>
        <source>At least {least} are needed; photos of {scenes} give that many.</source>
        <translation>يلزم {least} على الأقل؛ وصور {scenes} تعطي هذا العدد.</translation>
    </message>
    <message>
        <source>This may be chance, which alone would give such a gain in at most {chance} of cases; use more scenes to be sure.</source>
        <translation>قد يكون ذلك صدفة، فهي وحدها تُحدث مثل هذا الكسب في {chance} من الحالات على الأكثر؛ استخدم مشاهد أكثر للتأكد.</translation>
    </message>
    <message>
        <source>This may be chance, which alone would give such a gain in at most {chance} of cases: the new model is not shown to be better.</source>
        <translation>قد يكون ذلك صدفة، فهي وحدها تُحدث مثل هذا الكسب في {chance} من الحالات على الأكثر: ولم يثبت أن النموذج الجديد أفضل.</translation>
    </message>
    <message>
        <source>It is best to discard it.</source>
        <translation>الأفضل التخلص منه.</translation>
    </message>
    <message>
        <source>It gained nothing on {scenes}.</source>
        <translation>لم يكسب شيئًا على {scenes}.</translation>
    </message>
    <message>
        <source>It gained {change} dB on {scenes}.</source>
        <translation>كسب {change} ديسيبل على {scenes}.</translation>
    </message>
    <message>
        <source>It lost {change} dB on {scenes}.</source>
        <translation>خسر {change} ديسيبل على {scenes}.</translation>
    </message>
    <message>
        <source>It did not get worse on other photos.</source>
        <translation>ولم يسؤ في الصور الأخرى.</translation>
    </message>
    <message>
        <source>On other photos it lost {change} dB.</source>
        <translation>وخسر في صور أخرى {change} ديسيبل.</translation>
    </message>
    <message>
        <source>The folder of {photo} no longer exists; choose another folder.</source>
        <translation>لم يعد مجلد {photo} موجودًا؛ اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>The queue is damaged; it was set aside.</source>
        <translation>قائمة الانتظار تالفة؛ وُضعت جانبًا.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be created: {reason}. Choose another output folder.</source>
        <translation>يتعذر إنشاء المجلد {folder}: {reason}. اختر مجلد حفظ آخر.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist; choose another folder to watch.</source>
        <translation>المجلد {folder} غير موجود؛ اختر مجلدًا آخر لمراقبته.</translation>
    </message>
    <message>
        <source>Results in the watched folder {folder} would be enhanced again; choose another output folder.</source>
        <translation>ستُحسَّن النتائج من جديد إن كانت في المجلد المراقَب {folder}؛ اختر مجلدًا آخر للنتائج.</translation>
    </message>
    <message>
        <source>A model named {model} exists; choose another name.</source>
        <translation>يوجد نموذج {model} بالفعل؛ اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>There is no deleted model {model} to restore; deleted models are kept for a month.</source>
        <translation>لا يوجد نموذج محذوف {model} لاستعادته؛ تُحفظ النماذج المحذوفة شهرًا.</translation>
    </message>
    <message>
        <source>{file} is one of the photos; choose another name for the JSON file.</source>
        <translation>‏{file} إحدى الصور؛ اختر اسمًا آخر لملف JSON.</translation>
    </message>
    <message>
        <source>{folder} already contains another {name}; choose another output folder.</source>
        <translation>يحتوي {folder} على {name} آخر؛ اختر مجلدًا آخر للنتائج.</translation>
    </message>
    <message>
        <source>The plan article cannot use the noise of a camera; choose the plan studio or open.</source>
        <translation>الخطة article لا تستخدم ضوضاء كاميرا؛ اختر الخطة studio أو open.</translation>
    </message>
    <message>
        <source>There are {limit} presets already; delete one first.</source>
        <translation>هناك {limit} من الإعدادات المسبقة بالفعل؛ احذف واحدًا منها أولًا.</translation>
    </message>
    <message>
        <source>Your presets cannot be saved: their folder cannot be created.</source>
        <translation>يتعذر الاحتفاظ بإعداداتك المسبقة: لا يمكن إنشاء مجلدها.</translation>
    </message>
    <message>
        <source>Your settings cannot be saved: their folder cannot be created.</source>
        <translation>يتعذر الاحتفاظ بإعداداتك: لا يمكن إنشاء مجلدها.</translation>
    </message>
    <message>
        <source>{file} was written by a newer version of Lowexp; default values are used, and a copy of the file is kept.</source>
        <translation>كتب {file} إصدار أحدث من Lowexp؛ تُستخدم القيم المعتادة، وتُحفظ نسخة منه.</translation>
    </message>
    <message>
        <source>{file} is damaged; default values are used, and a copy of the file is kept.</source>
        <translation>الملف {file} تالف؛ تُستعمل القيم المعتادة، ويُحتفظ بنسخة منه.</translation>
    </message>
    <message>
        <source>{file} contains invalid values; default values are used instead, and a copy of the file is kept.</source>
        <translation>في {file} قيم غير صالحة؛ تُستعمل القيم المعتادة بدلًا منها، ويُحتفظ بنسخة من الملف.</translation>
    </message>
    <message>
        <source>{file} cannot be read or replaced; default values are used, and changes are not saved. Move it away.</source>
        <translation>لا يمكن قراءة {file} ولا استبداله؛ تُستعمل القيم المعتادة، ولا تُحفظ التغييرات. انقله إلى مكان آخر.</translation>
    </message>
    <message>
        <source>The model {model} was made by a newer version of Lowexp; update Lowexp to use it.</source>
        <translation>صنع النموذج {model} إصدار أحدث من Lowexp؛ حدِّث Lowexp لاستخدامه.</translation>
    </message>
    <message>
        <source>The model {model} is damaged and cannot be used; import it or fine-tune it again.</source>
        <translation>النموذج {model} تالف ولا يمكن استخدامه؛ استورده أو علّمه من جديد.</translation>
    </message>
    <message>
        <source>A newer version of Lowexp was fine-tuning a model; only that version can continue.</source>
        <translation>كان إصدار أحدث من Lowexp يعلّم نموذجًا؛ هو وحده يستطيع المتابعة.</translation>
    </message>
    <message>
        <source>The file with the adjustments of your photos was damaged; it was renamed to {file}, and a new file was started.</source>
        <translation>كان ملف تعديلات صورك تالفًا؛ غُيّر اسمه إلى {file}، وبدأ ملف جديد.</translation>
    </message>
    <message>
        <source>The adjustments of your photos were saved by a newer version of Lowexp; they are unchanged, and this version saves none. Update Lowexp.</source>
        <translation>حُفظت تعديلات صورك بإصدار أحدث من Lowexp؛ تبقى كما هي، ولا يحفظ هذا الإصدار شيئًا. حدِّث Lowexp.</translation>
    </message>
    <message>
        <source>the disk is full; free some space</source>
        <translation>القرص ممتلئ؛ وفّر مساحة</translation>
    </message>
    <message>
        <source>check its disk</source>
        <translation>افحص قرصه</translation>
    </message>
    <message>
        <source>its folder is not writable</source>
        <translation>لا يمكن الكتابة في مجلده</translation>
    </message>
    <message>
        <source>the file is damaged; move it away</source>
        <translation>الملف تالف؛ انقله إلى مكان آخر</translation>
    </message>
    <message>
        <source>The adjustments of your photos cannot be saved: {reason}.</source>
        <translation>تعذّر حفظ تعديلات صورك: {reason}.</translation>
    </message>
    <message>
        <source>Photos were adjusted with the model {model}, which is not in the model library; {used} is used instead.</source>
        <translation>عُدّلت صور بالنموذج {model}، وهو ليس في مكتبة النماذج؛ يُستخدم {used} بدلًا منه.</translation>
    </message>
    <message>
        <source>The model {model} has changed since photos were adjusted with it; check the results.</source>
        <translation>تغيّر النموذج {model} منذ أن عُدّلت به الصور؛ تحقق من النتائج.</translation>
    </message>
    <message>
        <source>{file} does not exist; it may have been moved, renamed or deleted.</source>
        <translation>لا وجود لـ {file}؛ ربما نُقل أو تغيّر اسمه أو حُذف.</translation>
    </message>
    <message>
        <source>rotate one of them</source>
        <translation>أدر إحداهما</translation>
    </message>
    <message>
        <source>resize one of them</source>
        <translation>غيّر حجم إحداهما</translation>
    </message>
    <message>
        <source>{photo} has {width} × {height} pixels and its reference has {other_width} × {other_height}; {advice}.</source>
        <translation>أبعاد {photo} هي {width} × {height} بكسل وأبعاد مرجعها {other_width} × {other_height}؛ {advice}.</translation>
    </message>
    <message>
        <source>{file} is not a measurement, or it is damaged; move it away and start again.</source>
        <translation>‏{file} ليس قياسًا أو هو تالف؛ انقله وابدأ من جديد.</translation>
    </message>
    <message>
        <source>{folder} has no pairs for measuring; add pairs of several scenes.</source>
        <translation>لا أزواج للقياس في {folder}؛ أضف أزواجًا لعدة مشاهد.</translation>
    </message>
    <message>
        <source>Fine-tuning is not possible: its folder cannot be created.</source>
        <translation>لا يمكن تعليم شيء: تعذر إنشاء المجلد اللازم.</translation>
    </message>
    <message>
        <source>A newer version of Lowexp started to fine-tune this model; continue with that version, or start again.</source>
        <translation>بدأ إصدار أحدث من Lowexp تعليم هذا النموذج؛ تابع به أو ابدأ من جديد.</translation>
    </message>
    <message>
        <source>The saved fine-tuning can no longer be read; start again.</source>
        <translation>تعذرت قراءة التعليم المحفوظ؛ ابدأ من جديد.</translation>
    </message>
    <message>
        <source>The fine-tuned model can no longer be read; fine-tune it again.</source>
        <translation>تعذرت قراءة النموذج الذي عُلّم؛ علّمه من جديد.</translation>
    </message>
    <message>
        <source>{folder} is not a folder; choose another one.</source>
        <translation>‏{folder} ليس مجلدًا؛ اختر غيره.</translation>
    </message>
    <message>
        <source>The folder {folder} contains other files, which Lowexp does not change; choose an empty one.</source>
        <translation>في المجلد {folder} ملفات أخرى، وهي تُترك كما هي؛ اختر مجلدًا فارغًا.</translation>
    </message>
    <message>
        <source>{photo} is a video without a still picture; save one of its frames as JPEG first.</source>
        <translation>{photo} فيلم بلا صورة ثابتة؛ احفظ إحدى صوره بصيغة JPEG أولًا.</translation>
    </message>
    <message>
        <source>{photo} is a JPEG XL whose colour profile cannot be read; its colours are treated as sRGB.</source>
        <translation>{photo} بصيغة JPEG XL وملف تعريف ألوانه لا يمكن قراءته؛ ستُعدّ ألوانه بنظام sRGB.</translation>
    </message>
    <message>
        <source>{photo} has damaged EXIF data, which is not kept.</source>
        <translation>بيانات EXIF في {photo} تالفة؛ لن تُنقل.</translation>
    </message>
    <message>
        <source>{photo} has damaged EXIF data; only the undamaged part is kept.</source>
        <translation>بيانات EXIF في {photo} تالفة؛ سيُحتفظ بالسليم منها.</translation>
    </message>
    <message>
        <source>{photo} has XMP data that is damaged or too large; it is not kept.</source>
        <translation>بيانات XMP في {photo} تالفة أو كبيرة جدًا؛ لن تُنقل.</translation>
    </message>
    <message>
        <source>{photo} has texts that are too long; they are not kept.</source>
        <translation>{photo} يحوي نصوصًا أطول مما ينبغي؛ لم تُحفظ.</translation>
    </message>
    <message>
        <source>{photo} is a raw file of an unknown camera; convert it to TIFF first.</source>
        <translation>{photo} ملف خام لكاميرا غير معروفة؛ حوّله أولًا إلى TIFF.</translation>
    </message>
    <message>
        <source>{file} was written by a newer version of Lowexp and was not changed; update Lowexp.</source>
        <translation>كُتب {file} بإصدار أحدث من Lowexp ولم يُغيَّر؛ حدِّث Lowexp.</translation>
    </message>
    <message>
        <source>{file} is not a valid XMP file and was not changed; repair it or move it away.</source>
        <translation>{file} ليس ملف XMP سليمًا ولم يُغيَّر؛ أصلحه أو انقله.</translation>
    </message>
    <message>
        <source>{file} is read-only and was not changed; change its permissions.</source>
        <translation>{file} للقراءة فقط ولم يُغيَّر؛ غيِّر أذوناته.</translation>
    </message>
    <message>
        <source>{file} was changed by another program; try again.</source>
        <translation>غيَّر برنامج آخر {file} في هذه الأثناء؛ حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>{photo} has values above white, which are clipped; reduce the exposure before you save such a TIFF.</source>
        <translation>في {photo} قيم فوق الأبيض تُقص؛ اختر تعريضًا قبل أن تحفظ ملف TIFF كهذا.</translation>
    </message>
    <message>
        <source>{photo} contains several pictures; the first one was opened.</source>
        <translation>في {photo} عدة صور؛ فُتحت الأولى.</translation>
    </message>
    <message>
        <source>{photo} contains several pictures; the largest one was opened.</source>
        <translation>{photo} يحوي عدة صور؛ فُتحت أكبرها.</translation>
    </message>
    <message>
        <source>{photo} is an unusual kind of TIFF; save it as an 8-bit or 16-bit RGB TIFF first.</source>
        <translation>{photo} ملف TIFF من نوع نادر؛ احفظه بصيغة TIFF RGB بعمق ٨ أو ١٦ بت أولًا.</translation>
    </message>
    <message>
        <source>{photo} has an unusual number format; save it as an 8-bit or 16-bit RGB TIFF first.</source>
        <translation>في {photo} أعداد من نوع نادر؛ احفظه أولًا كملف TIFF بألوان RGB وعمق 8 أو 16 بت.</translation>
    </message>
    <message>
        <source>{photo} has {channels} channels, which a photo cannot have; convert it to RGB first.</source>
        <translation>عدد قنوات {photo} هو {channels}، وليس هذا عدد قنوات صورة؛ حوّلها إلى RGB أولًا.</translation>
    </message>
    <message>
        <source>{folder} has no training photos; it needs a folder photos-open.</source>
        <translation>لا صور للتعلّم في {folder}: يلزمه مجلد photos-open.</translation>
    </message>
    <message>
        <source>{folder} has no photo sets; it needs a folder with low and high, and a folder photos-open.</source>
        <translation>لا مجموعات صور في {folder}: يلزمه مجلد فيه low وhigh، ومجلد photos-open.</translation>
    </message>
    <message>
        <source>Another process of this training stopped, so this one stops too; run the same command again to continue from the last checkpoint.</source>
        <translation>انتهت عملية أخرى من هذا التدريب فتنتهي هذه أيضًا؛ يتابع الأمر نفسه من آخر نقطة حفظ.</translation>
    </message>
    <message>
        <source>A batch of {size} cannot be divided among {processes} processes; choose another batch size.</source>
        <translation>لا يمكن توزيع دفعة من {size} على {processes} من العمليات؛ اختر دفعة أخرى.</translation>
    </message>
    <message>
        <source>The processes of this training see different checkpoints; use one output folder that all machines share.</source>
        <translation>ترى عمليات هذا التدريب نقاط حفظ مختلفة؛ أعطها كلها مجلد نتائج واحدًا تتشاركه كل الأجهزة.</translation>
    </message>
    <message>
        <source>The model {model} has other networks than this training; start from a model of the same kind.</source>
        <translation>شبكات النموذج {model} غير التي تُدرَّب؛ ابدأ من نموذج من النوع نفسه.</translation>
    </message>
    <message>
        <source>Found {found}, but at least {fewest} are needed; take more from a tripod, each a dark and a well-exposed photo of one scene.</source>
        <translation>وُجد {found}، ويلزم {fewest} على الأقل: التقط المزيد، كل زوج صورة داكنة وأخرى جيدة التعريض لمشهد واحد من حامل ثلاثي.</translation>
    </message>
    <message>
        <source>The pairs show {scenes}, but at least {fewest} are needed; add pairs of other scenes.</source>
        <translation>تُظهر الأزواج {scenes}، ويلزم {fewest} على الأقل: التقط أزواجًا لمشاهد أخرى أيضًا.</translation>
    </message>
    <message>
        <source>The clean photos show {scenes}, but at least {fewest} are needed; add well-exposed photos at the lowest ISO.</source>
        <translation>الصور النقية من {scenes}، ويلزم {fewest} على الأقل؛ أضف صورًا جيدة التعريض بأدنى حساسية (ISO).</translation>
    </message>
    <message>
        <source>A model needs two checkpoints of one architecture: one of an enhancement training and one of a denoising training.</source>
        <translation>يأخذ النموذج نقطة حفظ واحدة من تدريب التحسين وواحدة من تدريب إزالة التشويش، من بنية واحدة.</translation>
    </message>
    <message>
        <source>{file} exists and is not a model; choose another name.</source>
        <translation>‏{file} موجود وليس لنموذج؛ اختر اسمًا آخر.</translation>
    </message>
    <message>
        <source>The crop must be inside the picture: left, top, width and height from 0 to 1.</source>
        <translation>يجب أن يكون الاقتصاص داخل الصورة: اليسار والأعلى والعرض والارتفاع من 0 إلى 1.</translation>
    </message>
    <message>
        <source>A picture is rotated by 0, 90, 180 or 270 degrees.</source>
        <translation>تُدار الصورة بمقدار 0 أو 90 أو 180 أو 270 درجة.</translation>
    </message>
    <message>
        <source>A picture is straightened by -45 to 45 degrees.</source>
        <translation>تُقوَّم الصورة بمقدار من 45- إلى 45 درجة.</translation>
    </message>
    <message>
        <source>The ratio of a crop is from 1:1000 to 1000:1.</source>
        <translation>نسبة الاقتصاص من 1:1000 إلى 1000:1.</translation>
    </message>
    <message>
        <source>A black-and-white photo has no colours.</source>
        <translation>الصورة بالأبيض والأسود بلا ألوان.</translation>
    </message>
    <message>
        <source>This place is clipped, so its colour is lost; choose a grey place.</source>
        <translation>هذا الموضع مقصوص ففُقد لونه؛ اختر موضعًا رماديًا.</translation>
    </message>
    <message>
        <source>This place is too dark to tell its colour; choose a brighter grey place.</source>
        <translation>هذا الموضع أعتم من أن يُعرف لونه؛ اختر موضعًا رماديًا أفتح.</translation>
    </message>
</context>
<context>
    <name>slider</name>
    <message>
        <source>&amp;Reset to %1 %</source>
        <translation>&amp;إعادة إلى %1٪</translation>
    </message>
    <message>
        <source>&amp;Copy %1 %</source>
        <translation>&amp;نسخ %1٪</translation>
    </message>
    <message>
        <source>&amp;Set to…</source>
        <translation>ت&amp;حديد القيمة…</translation>
    </message>
</context>
<context>
    <name>sources</name>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>Illumination</source>
        <translation>الإضاءة</translation>
    </message>
    <message>
        <source>Brightened</source>
        <translation>مفتَّحة</translation>
    </message>
    <message>
        <source>Brightened + denoised</source>
        <translation>مفتَّحة بلا ضوضاء</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>الضوضاء</translation>
    </message>
    <message>
        <source>%1 (slow)</source>
        <translation>%1 (بطيء)</translation>
    </message>
    <message>
        <source>Automatic gamma</source>
        <translation>غاما تلقائية</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>مرجعية</translation>
    </message>
    <message>
        <source>Gamma 1/2.2</source>
        <translation>غاما 1/2.2</translation>
    </message>
    <message>
        <source>Logarithm</source>
        <translation>لوغاريتم</translation>
    </message>
    <message>
        <source>Histogram equalisation</source>
        <translation>معادلة المدرج التكراري</translation>
    </message>
    <message>
        <source>CLAHE</source>
        <translation>CLAHE</translation>
    </message>
    <message>
        <source>Single-scale Retinex</source>
        <translation>ريتينكس أحادي المقياس</translation>
    </message>
    <message>
        <source>MSRCR</source>
        <translation>MSRCR</translation>
    </message>
    <message>
        <source>LIME</source>
        <translation>LIME</translation>
    </message>
    <message>
        <source>Exposure fusion</source>
        <translation>دمج التعريضات</translation>
    </message>
    <message>
        <source>SVD equalisation</source>
        <translation>معادلة القيم المفردة (SVD)</translation>
    </message>
    <message>
        <source>GHP after automatic gamma</source>
        <translation>GHP بعد غاما التلقائية</translation>
    </message>
    <message>
        <source>LSSC after automatic gamma</source>
        <translation>LSSC بعد غاما التلقائية</translation>
    </message>
</context>
<context>
    <name>verdict</name>
    <message>
        <source>The new model is better on your photos</source>
        <translation>النموذج الجديد أفضل على صورك</translation>
    </message>
    <message>
        <source>The new model is not better on your photos</source>
        <translation>النموذج الجديد ليس أفضل على صورك</translation>
    </message>
    <message>
        <source>The new model does not seem better</source>
        <translation>لا يبدو النموذج الجديد أفضل</translation>
    </message>
    <message>
        <source>The new model seems better, but there are too few scenes to be sure</source>
        <translation>يبدو النموذج الجديد أفضل، لكن المشاهد أقل من أن يُجزم بذلك</translation>
    </message>
    <message>
        <source>On one held-back scene, it gained %2 dB.</source>
        <translation>في مشهد محجوب واحد كسب %2 ديسيبل.</translation>
    </message>
    <message>
        <source>On one held-back scene, it lost %2 dB.</source>
        <translation>في مشهد محجوب واحد خسر %2 ديسيبل.</translation>
    </message>
    <message>
        <source>On %1 held-back scenes, it gained %2 dB.</source>
        <translation>في %1 من المشاهد المحجوبة كسب %2 ديسيبل.</translation>
    </message>
    <message>
        <source>On %1 held-back scenes, it lost %2 dB.</source>
        <translation>في %1 من المشاهد المحجوبة خسر %2 ديسيبل.</translation>
    </message>
    <message>
        <source>These are too few scenes to be sure. Look at the photos, or fine-tune with more scenes.</source>
        <translation>هذه المشاهد أقل من أن يُجزم بها. انظر إلى الصور، أو علّم بمشاهد أكثر.</translation>
    </message>
    <message>
        <source>On other photos it lost %1 dB.</source>
        <translation>وخسر في صور أخرى %1 ديسيبل.</translation>
    </message>
    <message>
        <source>It did not get worse on other photos.</source>
        <translation>ولم يسؤ في الصور الأخرى.</translation>
    </message>
    <message>
        <source>It is best to discard it.</source>
        <translation>الأفضل التخلص منه.</translation>
    </message>
    <message>
        <source>It is worse: chance alone would give such a loss in at most %1 % of cases.</source>
        <translation>إنه أسوأ: فالصدفة وحدها تُحدث مثل هذه الخسارة في %1 % من الحالات على الأكثر.</translation>
    </message>
    <message>
        <source>This may be chance, which would give such a loss in at most %1 % of cases.</source>
        <translation>قد يكون ذلك صدفة: فهي تُحدث مثل هذه الخسارة في %1 % من الحالات على الأكثر.</translation>
    </message>
    <message>
        <source>This is more than chance, which would give such a gain in at most %1 % of cases.</source>
        <translation>هذا أكثر من صدفة، فهي تُحدث مثل هذا الكسب في %1 % من الحالات على الأكثر.</translation>
    </message>
    <message>
        <source>This may be chance, which would give such a gain in at most %1 % of cases.</source>
        <translation>قد يكون ذلك صدفة: فهي تُحدث مثل هذا الكسب في %1 % من الحالات على الأكثر.</translation>
    </message>
    <message>
        <source>Held-back scenes of yours: %1</source>
        <translation>مشاهد صورك المحجوبة: %1</translation>
    </message>
    <message>
        <source>Other photos, to see whether it got worse: %1</source>
        <translation>صور أخرى لمعرفة هل ساء: %1</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>After</source>
        <translation>بعد</translation>
    </message>
    <message>
        <source>Change (95 % range)</source>
        <translation>التغير (مجال ٩٥ ٪)</translation>
    </message>
    <message>
        <source>PSNR in dB, higher is better</source>
        <translation>PSNR بالديسيبل، والأعلى أفضل</translation>
    </message>
    <message>
        <source>SSIM, higher is better</source>
        <translation>SSIM، والأعلى أفضل</translation>
    </message>
    <message>
        <source>CIEDE2000, lower is better</source>
        <translation>CIEDE2000، والأقل أفضل</translation>
    </message>
</context>
</TS>
